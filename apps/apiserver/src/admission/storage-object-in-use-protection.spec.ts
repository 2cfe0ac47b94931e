import type { Attributes } from './plugin.js';
import { storageObjectInUseProtection as plugin } from './storage-object-in-use-protection.js';

const creating = (group: string, resource: string, finalizers?: string[]): Attributes => ({
  operation: 'CREATE', definition: { group, resource }, subresource: '', object: { metadata: { ...(finalizers ? { finalizers } : {}) } },
}) as unknown as Attributes;

it.each([['', 'persistentvolumes', 'kubernetes.io/pv-protection'], ['', 'persistentvolumeclaims', 'kubernetes.io/pvc-protection'], ['storage.k8s.io', 'volumeattributesclasses', 'kubernetes.io/vac-protection']])(
  '%s/%s gets %s once', (group, resource, finalizer) => {
    const a = creating(group, resource, ['mine']);
    expect(plugin.handles(a)).toBe(true);
    void plugin.mutate!(a);
    void plugin.mutate!(a);
    expect(a.object!.metadata.finalizers).toEqual(['mine', finalizer]);
  });

it('leaves other kinds alone', () => expect(plugin.handles(creating('', 'pods'))).toBe(false));
