import protobuf from 'protobufjs';
import { ListMeta } from '../meta/v1/list-meta.js';
import { ObjectMeta } from '../meta/v1/object-meta.js';
import { type KubeObject, resource, type ResourceDefinition, STANDARD_VERBS } from '../resource/definition.js';
import { field, int32, intOrString, kind, kindList, list, map, message, quantity, string, time } from '../schema/index.js';
import { customName, openApiName, operationInfix, tagOf } from './names.js';
import { buildOpenApiV2, encodeOpenApiV2Protobuf } from './v2.js';
import { buildOpenApiV3, buildOpenApiV3Index, openApiHash } from './v3.js';

const Port = message('apps.v1.WidgetPort', 'A port.', {
  name: field(1, string, 'Name.', { required: true, presence: 'always' }), port: field(2, intOrString, 'Port.'),
}, { atomic: true });
const Spec = message('apps.v1.WidgetSpec', 'Spec.', {
  ports: field(1, list(Port), 'Ports.', { list: 'map', keys: ['name'], patch: 'merge', mergeKey: 'name' }),
  policy: field(2, string, 'Policy.', { enum: ['B', 'A'], default: 'A' }),
  limits: field(3, map(quantity), 'Limits.', { map: 'atomic' }),
  count: field(4, int32, 'Count.', { presence: 'explicit' }),
  since: field(5, time, 'Since.'),
}, { unions: [{ discriminator: 'policy', fields: { count: 'Count' } }] });
const Widget = kind('apps.v1.Widget', { group: 'apps', version: 'v1', kind: 'Widget' }, 'A widget.', {
  metadata: field(1, ObjectMeta, 'Metadata.', { presence: 'always' }), spec: field(2, Spec, 'Spec.', { presence: 'always' }),
});
const ExecOptions = kind('apps.v1.WidgetExecOptions', { group: 'apps', version: 'v1', kind: 'WidgetExecOptions' }, 'Options.', { command: field(1, list(string), 'Command.') });
const widgets = resource({
  group: 'apps', version: 'v1', resource: 'widgets', singular: 'widget', kind: Widget, list: kindList('apps.v1.WidgetList', Widget, ListMeta, 'Widgets.'),
  namespaced: true, verbs: STANDARD_VERBS,
  subresources: [{ name: 'status', verbs: ['get', 'patch', 'update'] }, { name: 'exec', kind: ExecOptions, verbs: ['connect'] }, { name: 'proxy/{path}', kind: ExecOptions, verbs: ['connect'] }],
}) as unknown as ResourceDefinition;

const CronTab = kind<Record<never, never>>(customName('stable.example.com', 'v1', 'CronTab'), { group: 'stable.example.com', version: 'v1', kind: 'CronTab' }, 'Custom.', {});
const crontabs = {
  group: 'stable.example.com', version: 'v1', resource: 'crontabs', singular: 'crontab', kind: CronTab as never, namespaced: false, verbs: ['get', 'patch'],
} satisfies ResourceDefinition<KubeObject>;
const RESOURCES = [widgets, crontabs as ResourceDefinition];
const schemaOf = (type: unknown, { ref }: { ref: (of: typeof ObjectMeta) => object }) =>
  (type === CronTab ? { type: 'object', properties: { metadata: ref(ObjectMeta) as never } } : undefined);

describe('names', () => {
  it('are upstream\'s', () => {
    expect(openApiName('core.v1.Pod')).toBe('io.k8s.api.core.v1.Pod');
    expect(openApiName('meta.v1.ObjectMeta')).toBe('io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta');
    expect(openApiName('com.example.stable.v1.CronTab')).toBe('com.example.stable.v1.CronTab');
    expect(operationInfix({ group: 'rbac.authorization.k8s.io', version: 'v1' })).toBe('RbacAuthorizationV1');
    expect(tagOf({ group: 'rbac.authorization.k8s.io', version: 'v1' })).toBe('rbacAuthorization_v1');
    expect(operationInfix({ group: '', version: 'v1' })).toBe('CoreV1');
  });
});

describe('version 3', () => {
  const document = buildOpenApiV3(RESOURCES, 'apps/v1');
  const schema = (name: string) => document.components.schemas[name] as Record<string, never>;

  it('publishes fields with their semantics', () => {
    expect(schema('io.k8s.api.apps.v1.WidgetSpec')).toEqual({
      description: 'Spec.', type: 'object',
      properties: {
        count: { type: 'integer', format: 'int32', description: 'Count.' },
        limits: { type: 'object', additionalProperties: { $ref: '#/components/schemas/io.k8s.apimachinery.pkg.api.resource.Quantity' }, description: 'Limits.', 'x-kubernetes-map-type': 'atomic' },
        policy: { type: 'string', description: 'Policy.', default: 'A', enum: ['A', 'B'] },
        ports: {
          type: 'array', description: 'Ports.', items: { allOf: [{ $ref: '#/components/schemas/io.k8s.api.apps.v1.WidgetPort' }], default: {} },
          'x-kubernetes-list-map-keys': ['name'], 'x-kubernetes-list-type': 'map', 'x-kubernetes-patch-merge-key': 'name', 'x-kubernetes-patch-strategy': 'merge',
        },
        since: { allOf: [{ $ref: '#/components/schemas/io.k8s.apimachinery.pkg.apis.meta.v1.Time' }], description: 'Since.' },
      },
      'x-kubernetes-unions': [{ discriminator: 'policy', 'fields-to-discriminateBy': { count: 'Count' } }],
    });
    expect(schema('io.k8s.api.apps.v1.WidgetPort')).toMatchObject({ required: ['name'], 'x-kubernetes-map-type': 'atomic', properties: { name: { default: '' } } });
    expect(schema('io.k8s.api.apps.v1.Widget')).toMatchObject({ 'x-kubernetes-group-version-kind': [{ group: 'apps', kind: 'Widget', version: 'v1' }] });
    expect(schema('io.k8s.apimachinery.pkg.util.intstr.IntOrString')).toMatchObject({ oneOf: [{ type: 'integer' }, { type: 'string' }] });
  });
  it('refers to nothing that is missing', () => {
    for (const [, name] of JSON.stringify(document).matchAll(/#\/components\/schemas\/([^"]+)/g)) expect(document.components.schemas).toHaveProperty([name!]);
  });
  it('publishes the operations, with the parameters by which kubectl learns what the server can do', () => {
    const item = document.paths['/apis/apps/v1/namespaces/{namespace}/widgets/{name}'] as Record<string, { operationId: string; parameters: { name: string }[] }>;
    expect(item['patch']).toMatchObject({
      operationId: 'patchAppsV1NamespacedWidget', tags: ['apps_v1'], 'x-kubernetes-action': 'patch',
      'x-kubernetes-group-version-kind': { group: 'apps', kind: 'Widget', version: 'v1' },
    });
    expect(item['patch']!.parameters.map(({ name }) => name)).toEqual(['dryRun', 'fieldManager', 'fieldValidation', 'force', 'pretty']);
    expect(Object.keys(document.paths)).toEqual([
      '/apis/apps/v1/', '/apis/apps/v1/namespaces/{namespace}/widgets', '/apis/apps/v1/namespaces/{namespace}/widgets/{name}',
      '/apis/apps/v1/namespaces/{namespace}/widgets/{name}/exec', '/apis/apps/v1/namespaces/{namespace}/widgets/{name}/proxy/{path}',
      '/apis/apps/v1/namespaces/{namespace}/widgets/{name}/status', '/apis/apps/v1/widgets',
    ]);
  });
  it('gives every operation a name of its own', () => {
    const ids = [...JSON.stringify(document.paths).matchAll(/"operationId":"(\w+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toEqual(expect.arrayContaining([
      'listAppsV1WidgetForAllNamespaces', 'listAppsV1NamespacedWidget', 'deleteAppsV1CollectionNamespacedWidget', 'readAppsV1NamespacedWidgetStatus',
      'connectAppsV1PostNamespacedWidgetExec', 'connectAppsV1HeadNamespacedWidgetProxyWithPath', 'getAppsV1APIResources',
    ]));
  });
  it('publishes custom resources by their own schema, without protobuf', () => {
    const custom = buildOpenApiV3(RESOURCES, 'stable.example.com/v1', { schemaOf: schemaOf as never });
    expect(custom.components.schemas['com.example.stable.v1.CronTab']).toMatchObject({ properties: { metadata: { $ref: expect.stringContaining('ObjectMeta') as unknown } } });
    expect(custom.components.schemas).toHaveProperty(['io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta']);
    expect(JSON.stringify(custom.paths['/apis/stable.example.com/v1/crontabs/{name}'])).not.toMatch(/protobuf|strategic/);
  });
  it('is the same each time, and is found through the index', () => {
    expect(openApiHash(buildOpenApiV3(RESOURCES, 'apps/v1'))).toBe(openApiHash(document));
    expect(buildOpenApiV3Index(RESOURCES, (of) => `H-${of}`)).toEqual({ paths: {
      'apis/apps/v1': { serverRelativeURL: '/openapi/v3/apis/apps/v1?hash=H-apps/v1' },
      'apis/stable.example.com/v1': { serverRelativeURL: '/openapi/v3/apis/stable.example.com/v1?hash=H-stable.example.com/v1' },
    } });
  });
});

describe('version 2', () => {
  const document = buildOpenApiV2(RESOURCES);

  it('has plain references, and no defaults', () => {
    expect(document.definitions['io.k8s.api.apps.v1.WidgetSpec']).toMatchObject({ properties: {
      since: { $ref: '#/definitions/io.k8s.apimachinery.pkg.apis.meta.v1.Time', description: 'Since.' }, policy: { enum: ['A', 'B'] },
    } });
    expect(JSON.stringify(document.definitions)).not.toContain('"default"');
    for (const [, name] of JSON.stringify(document).matchAll(/#\/definitions\/([^"]+)/g)) expect(document.definitions).toHaveProperty([name!]);
  });
  it('is written in protobuf as its readers expect', () => {
    const { Document } = protobuf.parse(GNOSTIC).root.nested!['v2'] as unknown as Record<string, protobuf.Type>;
    const read = Document!.toObject(Document!.decode(encodeOpenApiV2Protobuf(document)), { arrays: true }) as Record<string, never>;
    expect(read).toMatchObject({ swagger: '2.0', info: { title: 'Kubernetes', version: 'v1.36.0' } });
    const named = (of: { additionalProperties: { name: string; value: object }[] }, name: string) => of.additionalProperties.find((pair) => pair.name === name)?.value;
    const spec = named(read['definitions']!, 'io.k8s.api.apps.v1.WidgetSpec') as { properties: never; type: object };
    expect(spec.type).toEqual({ value: ['object'] });
    expect(named(spec.properties, 'ports')).toMatchObject({
      type: { value: ['array'] }, items: { schema: [{ Ref: '#/definitions/io.k8s.api.apps.v1.WidgetPort' }] },
      vendorExtension: expect.arrayContaining([{ name: 'x-kubernetes-list-map-keys', value: { yaml: '["name"]' } }]) as unknown,
    });
    expect(named(spec.properties, 'limits')).toMatchObject({ additionalProperties: { schema: { Ref: '#/definitions/io.k8s.apimachinery.pkg.api.resource.Quantity' } } });
    const { path } = read['paths'] as unknown as { path: { name: string; value: { patch: { parameters: object[]; responses: object }; parameters: object[] } }[] };
    const { patch, parameters } = path.find(({ name }) => name === '/apis/apps/v1/namespaces/{namespace}/widgets/{name}')!.value;
    expect(parameters[0]).toMatchObject({ parameter: { nonBodyParameter: { path: { required: true, in: 'path', name: 'name', type: 'string', uniqueItems: true } } } });
    expect(patch.parameters).toEqual(expect.arrayContaining([
      expect.objectContaining({ parameter: { nonBodyParameter: { query: expect.objectContaining({ name: 'fieldValidation', in: 'query', type: 'string' }) as unknown } } }),
    ]));
    expect(patch.responses).toMatchObject({ responseCode: [{ name: '200', value: { response: { description: 'OK' } } }, {}, { name: '401' }] });
  });
});

/** The parts of the format that are read here. */
const GNOSTIC = `syntax = "proto3"; package v2;
message Any { string yaml = 2; } message NamedAny { string name = 1; Any value = 2; }
message Info { string title = 1; string version = 2; }
message Document { string swagger = 1; Info info = 2; Paths paths = 8; Definitions definitions = 9; }
message Definitions { repeated NamedSchema additional_properties = 1; } message Properties { repeated NamedSchema additional_properties = 1; }
message NamedSchema { string name = 1; Schema value = 2; }
message Item { repeated Schema schema = 1; } message Additional { Schema schema = 1; } message TypeItem { repeated string value = 1; }
message Schema { string Ref = 1; string description = 4; Additional additional_properties = 21; TypeItem type = 22; Item items = 23; Properties properties = 25; repeated NamedAny vendor_extension = 31; }
message Paths { repeated NamedPathItem path = 2; } message NamedPathItem { string name = 1; PathItem value = 2; }
message PathItem { Operation get = 2; Operation patch = 8; repeated ParametersItem parameters = 9; }
message Operation { string operation_id = 5; repeated ParametersItem parameters = 8; Responses responses = 9; repeated NamedAny vendor_extension = 13; }
message ParametersItem { Parameter parameter = 1; } message Parameter { NonBody non_body_parameter = 2; }
message NonBody { Query query = 3; Path path = 4; }
message Query { bool required = 1; string in = 2; string name = 4; string type = 6; bool unique_items = 20; }
message Path { bool required = 1; string in = 2; string name = 4; string type = 5; bool unique_items = 19; }
message Responses { repeated NamedResponse response_code = 1; } message NamedResponse { string name = 1; ResponseValue value = 2; }
message ResponseValue { Response response = 1; } message Response { string description = 1; }`;
