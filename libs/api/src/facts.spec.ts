import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openApiName } from '@kubets/apimachinery/openapi/names';
import { buildOpenApiV2 } from '@kubets/apimachinery/openapi/v2';
import { groupVersion, type ResourceDefinition } from '@kubets/apimachinery/resource/definition';
import { isTypeMeta, resolve, type Field, type GroupVersionKind, type MessageType, type Type, type VariantType } from '@kubets/apimachinery/schema/index';
import { RESOURCES } from './registry.cfg.js';

/**
 * Holds every definition against the published facts: two tables of messages and fields and one of resources, generated from upstream's
 * published documents (Kubernetes 1.36).
 */
const here = import.meta.dirname;

function table(name: string): Record<string, string>[] {
  const [head, ...rows] = readFileSync(join(here, `../testdata/facts/${name}.tsv`), 'utf8').trimEnd().split('\n').map((line) => line.split('\t'));
  return rows.map((row) => Object.fromEntries(head!.map((column, i) => [column, row[i] ?? ''])));
}

/** Scalars that are messages of their own in the facts. */
const SCALAR_MESSAGES: Readonly<Record<string, string>> = {
  time: 'meta.v1.Time', microTime: 'meta.v1.MicroTime', quantity: 'api.resource.Quantity', intOrString: 'util.intstr.IntOrString',
  rawExtension: 'runtime.RawExtension', fieldsV1: 'meta.v1.FieldsV1', json: 'apiextensions.v1.JSON',
};
const SCALAR_TYPES: Readonly<Record<string, string>> = {
  string: 'string', int32: 'integer:int32', int64: 'integer:int64', double: 'number:double', bool: 'boolean', bytes: 'string:byte', stringList: '[]string',
};
/** Messages that the published document leaves out are given with the type names of their sources: string types by name, packages abbreviated. */
const STRING_TYPES = /^(?:types\.UID|admission\.v1\.(?:Operation|PatchType)|apidiscovery\.v2\.(?:DiscoveryFreshness|ResourceScope)|meta\.v1\.(?:ResourceVersionMatch|IncludeObjectPolicy|RowConditionType|ConditionStatus))$/;
const plainType = (type: string): string => (STRING_TYPES.test(type) ? 'string' : type
  .replace(/^(\[\])?(?:metav1|v1)\./, '$1meta.v1.').replace(/^authenticationv1\./, 'authentication.v1.').replace(/^admission\.v1\.map/, 'map'));

/** Where the facts are silent or say something else, and why. */
const NOT_IN_FACTS: readonly string[] = [
  'meta.v1.GroupVersionKind', 'meta.v1.GroupVersionResource', // parts of AdmissionRequest, and held by its golden file
  'meta.v1.TableRow cells', // any JSON, for which the facts have no type
];
const NOT_IN_JSON: readonly string[] = ['meta.v1.TableOptions -']; // a setting that upstream's client keeps to itself

function jsonType(type: Type): string {
  const of = resolve(type);
  switch (of.form) {
    case 'scalar': return SCALAR_MESSAGES[of.scalar] ?? SCALAR_TYPES[of.scalar]!;
    case 'list': return `[]${jsonType(of.of)}`;
    case 'map': return `map[string]${jsonType(of.of)}`;
    default: return of.name;
  }
}

/** Every message and variant that a module of the definitions exports. */
async function definitions(): Promise<Map<string, MessageType | VariantType>> {
  const found = new Map<string, MessageType | VariantType>();
  for (const root of [here, join(here, '../../apimachinery/src/meta')]) {
    for (const file of readdirSync(root, { recursive: true, encoding: 'utf8' })) {
      if (!/^[^.]+\.ts$/.test(file.split('/').at(-1)!)) continue; // not specs, rules and lists
      const module = (await import(join(root, file))) as Record<string, unknown>;
      for (const value of Object.values(module)) {
        const type = value as MessageType | VariantType | undefined;
        if (type?.form === 'message' || type?.form === 'variant') found.set(type.name, type);
      }
    }
  }
  return found;
}

function fieldFacts(of: MessageType, name: string, field: Field): Record<string, string> {
  const { required, list, keys, patch, mergeKey, map, enum: values, default: value, defaultRef } = field.options;
  return {
    message: of.name, field: name,
    proto_number: isTypeMeta(of, name) ? '-' : field.number === null ? '?' : String(field.number),
    json_type: jsonType(field.type), required: required ? 'required' : '', list_type: list ?? '', list_map_keys: keys?.join() ?? '',
    patch_strategy: patch ?? '', patch_merge_key: mergeKey ?? '', map_type: map ?? '', enum: values?.join('|') ?? '',
    default: defaultRef ? `ref(${defaultRef})` : value === undefined ? '' : JSON.stringify(value),
  };
}

/** `a|b` with the order of values left out of account: it carries no meaning. */
const unordered = (text: string): string => text.split('|').sort().join('|');

const line = (facts: Record<string, string>): string => Object.entries(facts).map(([column, value]) => `${column}=${column === 'enum' ? unordered(value) : value}`).join(' ');

describe('the definitions', () => {
  const messages = table('messages');
  const scalars = new Set(Object.values(SCALAR_MESSAGES));
  let defined: Map<string, MessageType | VariantType>;
  beforeAll(async () => {
    defined = await definitions();
  });

  it('are those of the published messages, and no others', () => {
    // Messages that clients exchange but the published document leaves out have rows in the table of fields only.
    const published = new Set([...messages, ...table('fields')].map((row) => row['message']!).filter((name) => !scalars.has(name)));
    expect(difference([...defined.keys()].filter((name) => !NOT_IN_FACTS.includes(name)), [...published])).toEqual({ missing: [], surplus: [] });
  });

  it('have the published fields with their numbers, types and semantics', () => {
    // Only kinds of the published document have rows for apiVersion and kind.
    const listed = new Set(messages.map((row) => row['message']!));
    const ours = [...defined.values()].flatMap((type) => (type.form === 'message' ? Object.entries(type.fields)
      .filter(([name]) => !NOT_IN_FACTS.includes(type.name) && !NOT_IN_FACTS.includes(`${type.name} ${name}`) && (listed.has(type.name) || !isTypeMeta(type, name)))
      .map(([name, field]) => line(fieldFacts(type, name, field))) : []));
    const published = table('fields').filter((row) => !NOT_IN_JSON.includes(`${row['message']} ${row['field']}`))
      .map(({ proto_type: _, declared_validation: __, ...row }) => line({ ...row, json_type: plainType(row['json_type']!) }));
    expect(ours.length).toBeGreaterThan(2500);
    expect(difference(ours, published)).toEqual({ missing: [], surplus: [] });
  });

  it('are of the published kinds', () => {
    for (const { message, gvk, json_type: json } of messages) {
      const type = defined.get(message!);
      if (!type) continue;
      expect([message, type.form === 'variant' ? 'any' : 'object']).toEqual([message, json]);
      const kinds = gvk ? gvk.split(';') : [];
      const own = type.form === 'message' && type.gvk ? [type.gvk.group, type.gvk.version, type.gvk.kind].join('/') : undefined;
      // A watch event is published as a kind, but has neither apiVersion nor kind.
      if (message === 'meta.v1.WatchEvent') expect(own).toBeUndefined();
      else expect([message, own]).toEqual([message, kinds[0]]);
    }
  });

  it('have the published unions', () => {
    const published = messages.filter((row) => row['unions']).map(({ message, unions }) => [message, JSON.parse(unions!) as unknown]);
    const ours = [...defined.values()].flatMap((type) => (type.form === 'message' && type.unions
      ? [[type.name, type.unions.map(({ discriminator, fields }) => ({ ...(discriminator ? { discriminator } : {}), 'fields-to-discriminateBy': fields }))]] : []));
    expect(sorted(ours)).toEqual(sorted(published));
  });
});

it('OpenAPI publishes the schemas that upstream publishes, under their names and kinds', () => {
  const messages = table('messages');
  for (const { message, openapi_name: name } of messages) expect(openApiName(message!)).toBe(name);
  const { definitions } = buildOpenApiV2(RESOURCES);
  const missing = difference(Object.keys(definitions), messages.map((row) => row['openapi_name']!));
  expect(missing).toEqual({ missing: [...NOT_FROM_RESOURCES], surplus: [] });
  for (const { openapi_name: name, gvk, json_type: json } of messages) {
    const definition = definitions[name!] as { type?: string; format?: string; 'x-kubernetes-group-version-kind'?: Record<string, string>[] } | undefined;
    if (!definition) continue;
    expect([name, [definition.type ?? 'any', definition.format].filter(Boolean).join(':')]).toEqual([name, json]);
    const kinds = (definition['x-kubernetes-group-version-kind'] ?? []).map((of) => `${of['group']}/${of['version']}/${of['kind']}`);
    // Options and watch events are kinds of every group version; upstream counts alpha and beta ones, too.
    if (kinds.length < 2) expect([name, kinds.join(';')]).toEqual([name, gvk]);
    else expect([name, kinds[0]]).toEqual([name, gvk!.split(';')[0]]);
  }
});

/** A part of beta kinds. */
const NOT_FROM_RESOURCES: readonly string[] = ['io.k8s.apimachinery.pkg.apis.meta.v1.GroupResource'];

it('the resources have the published scope, verbs, subresources and kinds', () => {
  const published = table('resources').map((row) => Object.values(row).join(' '));
  expect(difference(RESOURCES.flatMap(resourceFacts), published)).toEqual({ missing: [], surplus: [] });
});

function resourceFacts(of: ResourceDefinition): string[] {
  const scope = of.namespaced ? 'Namespaced' : 'Cluster';
  const row = (subresource: string, { gvk }: { gvk: GroupVersionKind }, verbs: readonly string[]): string =>
    [of.group, of.version, of.resource, subresource, scope, `${gvk.group}/${gvk.version}/${gvk.kind}`, [...verbs].sort().join()].join(' ');
  expect([groupVersion(of), of.list?.gvk.kind ?? `${of.kind.gvk.kind}List`]).toEqual([groupVersion(of.kind.gvk), `${of.kind.gvk.kind}List`]);
  return [row('', of.kind, of.verbs), ...(of.subresources ?? []).map((sub) => row(sub.name, sub.kind ?? of.kind, sub.verbs))];
}

function difference(ours: readonly string[], published: readonly string[]): { missing: string[]; surplus: string[] } {
  const [a, b] = [new Set(ours), new Set(published)];
  return { missing: published.filter((of) => !a.has(of)), surplus: ours.filter((of) => !b.has(of)) };
}

const sorted = (rows: readonly unknown[]): string[] => rows.map((row) => JSON.stringify(row)).sort();
