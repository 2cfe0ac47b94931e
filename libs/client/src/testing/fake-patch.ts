import { resolve, type MessageType, type Type } from '@kubets/apimachinery/schema/index';

type Obj = Record<string, unknown>;
const isObject = (value: unknown): value is Obj => value !== null && typeof value === 'object' && !Array.isArray(value);

/** JSON merge patch (RFC 7396). */
export function mergePatch(target: unknown, patch: unknown): unknown {
  if (!isObject(patch)) return patch;
  const out: Obj = isObject(target) ? { ...target } : {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete out[key];
    else out[key] = mergePatch(out[key], value);
  }
  return out;
}

/** Strategic merge patch, so far as controllers use it: merged lists by key, `$patch`, `$retainKeys` left out of results, deletions from sets. */
export function strategicPatch(target: unknown, patch: unknown, type: Type | undefined): unknown {
  if (!isObject(patch)) return patch;
  if (patch['$patch'] === 'delete') return undefined;
  const out: Obj = isObject(target) && patch['$patch'] !== 'replace' ? { ...target } : {};
  for (const [key, value] of Object.entries(patch)) {
    if (key === '$patch' || key.startsWith('$setElementOrder/') || key === '$retainKeys') continue;
    if (key.startsWith('$deleteFromPrimitiveList/')) {
      const name = key.slice('$deleteFromPrimitiveList/'.length);
      out[name] = ((out[name] as unknown[] | undefined) ?? []).filter((item) => !(value as unknown[]).includes(item));
    } else if (value === null) delete out[key];
    else out[key] = field(out[key], value, key, type);
  }
  const retain = patch['$retainKeys'];
  return Array.isArray(retain) ? Object.fromEntries(Object.entries(out).filter(([key]) => retain.includes(key))) : out;
}

function field(target: unknown, value: unknown, name: string, type: Type | undefined): unknown {
  const schema = type && resolve(type);
  if (schema?.form === 'map') return strategicPatch(target, value, schema.of);
  const found = schema?.form === 'message' ? (schema as MessageType).fields[name] : undefined;
  const of = found && resolve(found.type);
  if (!Array.isArray(value)) return strategicPatch(target, value, of);
  if (!found?.options.patch?.includes('merge') || of?.form !== 'list') return value;
  return mergeList(Array.isArray(target) ? target : [], value, found.options.mergeKey, of.of);
}

function mergeList(target: readonly unknown[], patch: readonly unknown[], mergeKey: string | undefined, of: Type): unknown[] {
  if (!mergeKey) return [...new Set([...target, ...patch])];
  if (patch.some((item) => isObject(item) && item['$patch'] === 'replace')) return patch.filter((item) => !isObject(item) || item['$patch'] !== 'replace');
  const out = [...target];
  for (const item of patch as readonly Obj[]) {
    const at = out.findIndex((old) => isObject(old) && old[mergeKey] === item[mergeKey]);
    if (item['$patch'] === 'delete') { if (at >= 0) out.splice(at, 1); } else if (at < 0) out.push(strategicPatch({}, item, of));
    else out[at] = strategicPatch(out[at], item, of);
  }
  return out;
}

/** JSON Patch (RFC 6902): add, replace, remove and test. */
export function jsonPatch(target: unknown, operations: readonly unknown[]): unknown {
  const root = { document: structuredClone(target) } as Obj;
  for (const operation of operations as readonly { op: string; path: string; value?: unknown }[]) {
    const steps = ['document', ...operation.path.split('/').slice(1).map((step) => step.replace(/~1/g, '/').replace(/~0/g, '~'))];
    const last = steps.pop()!;
    let parent: unknown = root;
    for (const step of steps) parent = (parent as Obj | undefined)?.[step];
    if (parent === null || typeof parent !== 'object') throw new Error(`the path ${operation.path} does not exist`);
    applyOperation(parent as Obj | unknown[], last, operation);
  }
  return root['document'];
}

function applyOperation(parent: Obj | unknown[], key: string, { op, path, value }: { op: string; path: string; value?: unknown }): void {
  const at = (parent as Obj)[key];
  if (op === 'test') {
    if (JSON.stringify(at) !== JSON.stringify(value)) throw new Error(`the test at ${path} failed`);
  } else if (op === 'remove' || op === 'replace' || op === 'add') {
    if (op !== 'add' && at === undefined) throw new Error(`the path ${path} does not exist`);
    if (Array.isArray(parent)) parent.splice(key === '-' ? parent.length : Number(key), op === 'add' ? 0 : 1, ...(op === 'remove' ? [] : [value]));
    else if (op === 'remove') delete parent[key];
    else parent[key] = value;
  } else throw new Error(`the fake API does not know the JSON Patch operation ${op}`);
}
