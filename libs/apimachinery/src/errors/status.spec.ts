import { required, invalid as invalidField } from './field.js';
import { forbidden, invalid, isNotFound, modified, notFound } from './status.js';

describe('status errors', () => {
  it('words a missing object as clients expect', () => {
    const error = notFound({ group: 'apps', resource: 'deployments' }, 'web');
    expect(error.toStatus()).toEqual({
      kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', message: 'deployments.apps "web" not found', reason: 'NotFound',
      details: { name: 'web', group: 'apps', kind: 'deployments' }, code: 404,
    });
    expect(isNotFound(error)).toBe(true);
  });
  it('gives one cause per field', () => {
    const error = invalid({ group: '', kind: 'Pod' }, 'p', [required('spec.containers'), invalidField('metadata.name', 'A', 'must be lower case')]);
    expect(error.code).toBe(422);
    expect(error.message).toBe('Pod "p" is invalid: [spec.containers: Required value, metadata.name: Invalid value: "A": must be lower case]');
    expect(error.details?.causes).toHaveLength(2);
  });
  it('tells a changed object and a refusal apart', () => {
    expect(modified({ group: '', resource: 'pods' }, 'p').message).toContain('the object has been modified');
    expect(forbidden({ group: '', resource: 'pods' }, 'p', 'no').code).toBe(403);
  });
});
