import { replicasets } from '@kubets/api/apps/v1/resources.cfg';
import { nodes } from '@kubets/api/core/v1/resources.cfg';
import { Expectations } from './expectations.js';
import { byControllerUid, controllerOf, newControllerRef, ownerKey, splitKey } from './owners.js';

describe('owners', () => {
  const owner = { apiVersion: 'apps/v1', kind: 'ReplicaSet', metadata: { name: 'web', namespace: 'ns', uid: 'u' } };
  it('are found by the reference that they made', () => {
    const other = { apiVersion: 'v1', kind: 'X', name: 'x', uid: 'x' };
    const pod = { metadata: { name: 'p', namespace: 'ns', ownerReferences: [other, newControllerRef(owner)] } };
    expect(controllerOf(pod)).toEqual({ apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'web', uid: 'u', controller: true, blockOwnerDeletion: true });
    expect(ownerKey(pod, replicasets)).toBe('ns/web');
    expect(ownerKey(pod, { ...replicasets, group: 'example.com' })).toBeUndefined();
    expect(ownerKey({ metadata: { namespace: 'ns', ownerReferences: [newControllerRef({ metadata: { name: 'n', uid: '1' } }, nodes)] } }, nodes)).toBe('n');
    expect(byControllerUid(pod)).toEqual(['u']);
    expect(byControllerUid({ metadata: {} })).toEqual([]);
    expect(() => newControllerRef({ metadata: { name: 'n' } })).toThrow('the owner n has no apiVersion and kind');
    expect([splitKey('a/b'), splitKey('b')]).toEqual([{ namespace: 'a', name: 'b' }, { namespace: undefined, name: 'b' }]);
  });
});

describe('expectations', () => {
  it('hold until everything was seen, each deletion once', () => {
    const e = new Expectations(() => 0);
    expect(e.satisfied('k')).toBe(true);
    e.expectCreations('k', 2);
    e.expectDeletions('k', ['a', 'b']);
    e.creationObserved('k');
    e.creationObserved('k');
    e.deletionObserved('k', 'a');
    e.deletionObserved('k', 'a');
    expect(e.satisfied('k')).toBe(false);
    e.deletionObserved('k', 'b');
    expect(e.satisfied('k')).toBe(true);
    e.expectCreations('k', 5);
    e.creationsCancelled('k', 4);
    expect(e.satisfied('k')).toBe(false);
    e.forget('k');
    expect(e.satisfied('k')).toBe(true);
  });

  it('are given up after five minutes, and what was outstanding then is forgotten', () => {
    let now = 0;
    const e = new Expectations(() => now);
    e.expectCreations('k', 3);
    now = 300_000;
    expect(e.satisfied('k')).toBe(false);
    now = 300_001;
    expect(e.satisfied('k')).toBe(true);
    e.expectCreations('k', 1);
    e.creationObserved('k');
    expect(e.satisfied('k')).toBe(true);
  });

  it('ignore what was not expected', () => {
    const e = new Expectations(() => 0);
    e.creationObserved('k');
    e.deletionObserved('k', 'x');
    e.expectCreations('k', 1);
    expect(e.satisfied('k')).toBe(false);
  });
});
