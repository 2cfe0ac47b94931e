import { bool, field, int32, lazy, list, map, message, string, type MessageType } from '../schema/index.js';
import { applyDeclaredDefaults } from './defaults.js';

interface Tree { name?: string; children?: Tree[] }
const Tree: MessageType<Tree> = message('test.v1.Tree', 'A tree.', {
  name: field(1, string, 'Name.', { default: 'leaf' }),
  children: field(2, list(lazy<Tree>(() => Tree)), 'Children.'),
});
const Disk = message('test.v1.Disk', 'A disk.', {
  kind: field(1, string, 'Kind.', { presence: 'explicit', defaultRef: 'AzureSharedBlobDisk' }),
  readOnly: field(2, bool, 'Whether.', { presence: 'explicit', default: false }),
  count: field(3, int32, 'Zero means unset.', { default: 0 }),
});
const Plain = message('test.v1.Plain', 'Has no defaults.', { name: field(1, string, 'Name.') });
const Spec = message('test.v1.Spec', 'A spec.', {
  disk: field(1, Disk, 'A disk.'), disks: field(2, map(Disk), 'Disks.'), tree: field(3, Tree, 'A tree.'), plain: field(4, Plain, 'Plain.'),
});
const filled = (value: object): object => {
  applyDeclaredDefaults(Spec, value);
  return value;
};

describe('declared defaults', () => {
  it('fill in what is unset in messages that are there', () => {
    expect(filled({ disk: {}, disks: { a: { readOnly: true } }, plain: {} })).toEqual({
      disk: { kind: 'Shared', readOnly: false }, disks: { a: { readOnly: true, kind: 'Shared' } }, plain: {},
    });
    expect(filled({})).toEqual({});
  });
  it('reach into messages that contain themselves', () => {
    expect(filled({ tree: { children: [{}, { name: 'a', children: [{}] }] } })).toEqual({
      tree: { name: 'leaf', children: [{ name: 'leaf' }, { name: 'a', children: [{ name: 'leaf' }] }] },
    });
  });
  it('change nothing the second time', () => {
    const value = filled({ disk: {}, tree: {} });
    const before = JSON.stringify(value);
    expect(JSON.stringify(filled(value))).toBe(before);
  });
});
