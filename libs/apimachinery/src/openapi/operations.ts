import { APIGroup, APIGroupList, APIResourceList, APIVersions } from '../meta/v1/discovery.js';
import { DeleteOptions, Patch } from '../meta/v1/options.js';
import { Status } from '../meta/v1/status.js';
import { Info } from '../meta/version.js';
import type { ResourceDefinition, Subresource } from '../resource/definition.js';
import type { GroupVersionKind, MessageType } from '../schema/types.js';
import { groupName, operationInfix, pascal, rootPath, tagOf } from './names.js';
import {
  CREATE_PARAMETERS, DELETE_COLLECTION_PARAMETERS, DELETE_PARAMETERS, LIST_PARAMETERS, nameParameter, NAMESPACE, type Parameter, PATCH_PARAMETERS,
  PATH, PRETTY, queryOf, UPDATE_PARAMETERS,
} from './parameters.js';

export type Method = 'get' | 'put' | 'post' | 'delete' | 'options' | 'head' | 'patch';

/** What can be done at one path with one method, in terms that both versions of OpenAPI can express. */
export interface Operation {
  readonly path: string;
  readonly method: Method;
  readonly id: string;
  readonly tag: string;
  readonly description: string;
  /** `x-kubernetes-action`; absent for discovery. */
  readonly action?: string;
  readonly gvk?: GroupVersionKind;
  readonly pathParameters: readonly Parameter[];
  readonly query: readonly Parameter[];
  readonly body?: { readonly type: MessageType; readonly required: boolean; readonly contentTypes: readonly string[] };
  /** Status codes of success, and what the answer holds; a string without `type`. */
  readonly codes: readonly number[];
  readonly answer?: MessageType;
  readonly produces: readonly string[];
}

/** Custom resources have neither protobuf nor strategic merge. */
export type IsCustom = (resource: ResourceDefinition) => boolean;

const JSON_TYPES = ['application/json', 'application/yaml'];
const PROTOBUF = 'application/vnd.kubernetes.protobuf';
const ANY = ['*/*'];
const PATCH_TYPES = ['application/apply-patch+yaml', 'application/json-patch+json', 'application/merge-patch+json'];
const STRATEGIC = 'application/strategic-merge-patch+json';
const PROXY_METHODS: readonly Method[] = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch'];
const STREAM_METHODS: readonly Method[] = ['get', 'post'];

function discovery(path: string, id: string, tag: string, description: string, answer: MessageType, produces = [...JSON_TYPES, PROTOBUF]): Operation {
  return { path, method: 'get', id, tag, description, pathParameters: [], query: [], codes: [200], answer, produces };
}

/** What a server answers outside of any group version: its groups and its version. */
export function serverOperations(groups: readonly string[]): Operation[] {
  return [
    discovery('/api/', 'getCoreAPIVersions', 'core', 'Lists the versions of the core API.', APIVersions),
    discovery('/apis/', 'getAPIVersions', 'apis', 'Lists the API groups.', APIGroupList),
    ...groups.filter((group) => group).sort().map((group) => {
      const name = groupName(group);
      return discovery(`/apis/${group}/`, `get${pascal(name)}APIGroup`, name, `Describes the group ${group}.`, APIGroup);
    }),
    discovery('/version/', 'getCodeVersion', 'version', 'Tells the version of the server.', Info, ['application/json']),
  ];
}

/** The discovery operation of a group version, and all operations of its resources, sorted by path. */
export function operationsOf(of: { group: string; version: string }, resources: readonly ResourceDefinition[], isCustom: IsCustom): Operation[] {
  const list = discovery(`${rootPath(of)}/`, `get${operationInfix(of)}APIResources`, tagOf(of), 'Lists the resources of this group version.', APIResourceList);
  const all = resources.filter((resource) => resource.group === of.group && resource.version === of.version)
    .flatMap((resource) => new ResourceOperations(resource, isCustom(resource)).all());
  return [list, ...all].sort((a, b) => (a.path === b.path ? 0 : a.path < b.path ? -1 : 1));
}

class ResourceOperations {
  private readonly infix: string;
  private readonly kind: string;
  private readonly collection: string;
  private readonly scope: readonly Parameter[];
  private readonly produces: readonly string[];

  constructor(private readonly of: ResourceDefinition, private readonly custom: boolean) {
    this.infix = operationInfix(of);
    this.kind = (of.namespaced ? 'Namespaced' : '') + pascal(of.kind.gvk.kind);
    this.collection = `${rootPath(of)}/${of.namespaced ? 'namespaces/{namespace}/' : ''}${of.resource}`;
    this.scope = of.namespaced ? [NAMESPACE] : [];
    this.produces = custom ? JSON_TYPES : [...JSON_TYPES, PROTOBUF];
  }

  all(): Operation[] {
    return [...this.ofCollection(), ...this.ofObject(), ...(this.of.subresources ?? []).flatMap((sub) => this.ofSubresource(sub))];
  }

  private ofCollection(): Operation[] {
    const { of, kind, infix } = this;
    const name = of.kind.gvk.kind;
    const at = { path: this.collection, pathParameters: this.scope };
    const list = of.list && this.can('list')
      ? { action: 'list', query: LIST_PARAMETERS, codes: [200], answer: of.list, produces: [...this.produces, 'application/json;stream=watch', ...(this.custom ? [] : [`${PROTOBUF};stream=watch`])] }
      : undefined;
    return [
      ...(list ? [this.operation({ ...at, ...list, method: 'get', id: `list${infix}${kind}`, description: `Lists or watches objects of kind ${name}.` })] : []),
      ...(list && of.namespaced ? [this.operation({
        ...list, path: `${rootPath(of)}/${of.resource}`, pathParameters: [], method: 'get', id: `list${infix}${pascal(name)}ForAllNamespaces`,
        description: `Lists or watches objects of kind ${name} in all namespaces.`,
      })] : []),
      ...(this.can('create') ? [this.create({ ...at, id: `create${infix}${kind}`, description: `Creates a ${name}.` }, of.kind)] : []),
      ...(this.can('deletecollection') ? [this.operation({
        ...at, method: 'delete', action: 'deletecollection', id: `delete${infix}Collection${kind}`, description: `Deletes a collection of ${name} objects.`,
        query: DELETE_COLLECTION_PARAMETERS, body: deleteBody, codes: [200], answer: Status,
      })] : []),
    ];
  }

  private ofObject(): Operation[] {
    const { of, kind, infix } = this;
    const name = of.kind.gvk.kind;
    const at = { path: `${this.collection}/{name}`, pathParameters: [nameParameter(name), ...this.scope] };
    return [
      ...this.readAndWrite(at, of.verbs, of.kind, infix + kind, `the ${name}`),
      ...(this.can('delete') ? [this.operation({
        ...at, method: 'delete', action: 'delete', id: `delete${infix}${kind}`, description: `Deletes the ${name}.`, query: DELETE_PARAMETERS,
        body: deleteBody, codes: [200, 202], answer: Status,
      })] : []),
    ];
  }

  private ofSubresource({ name, kind = this.of.kind, verbs }: Subresource): Operation[] {
    const [first = '', rest] = name.split('/');
    const withPath = rest === '{path}';
    const own = this.of.kind.gvk.kind;
    const id = `${this.infix}${this.kind}${pascal(first)}${withPath ? 'WithPath' : ''}`;
    const at = {
      path: `${this.collection}/{name}/${name}`, gvk: kind.gvk,
      pathParameters: [nameParameter(own), ...this.scope, ...(withPath ? [PATH] : [])],
    };
    if (verbs.includes('connect')) {
      const methods = first === 'proxy' ? PROXY_METHODS : STREAM_METHODS;
      return methods.map((method) => this.operation({
        ...at, method, action: 'connect', id: `connect${this.infix}${pascal(method)}${id.slice(this.infix.length)}`,
        description: `Connects ${method.toUpperCase()} requests to ${first} of the ${own}.`,
        query: queryOf(kind), codes: [200], produces: ANY, plain: true,
      }));
    }
    if (first === 'log') {
      return [this.operation({ ...at, method: 'get', action: 'get', id: `read${id}`, description: `Reads the log of the ${own}.`, query: LOG_PARAMETERS, codes: [200], produces: ['text/plain', ...this.produces] })];
    }
    return [
      ...this.readAndWrite(at, verbs, kind, id, `${first} of the ${own}`),
      ...(verbs.includes('create') ? [this.create({ ...at, id: `create${id}`, description: `Creates ${first} of the ${own}.` }, kind)] : []),
    ];
  }

  private readAndWrite(at: At, verbs: readonly string[], kind: MessageType, id: string, what: string): Operation[] {
    const patchTypes = this.custom ? PATCH_TYPES : [...PATCH_TYPES, STRATEGIC].sort();
    return [
      ...(verbs.includes('get') ? [this.operation({ ...at, method: 'get', action: 'get', id: `read${id}`, description: `Reads ${what}.`, query: [], codes: [200], answer: kind })] : []),
      ...(verbs.includes('update') ? [this.operation({
        ...at, method: 'put', action: 'put', id: `replace${id}`, description: `Replaces ${what}.`, query: UPDATE_PARAMETERS,
        body: { type: kind, required: true, contentTypes: ANY }, codes: [200, 201], answer: kind,
      })] : []),
      ...(verbs.includes('patch') ? [this.operation({
        ...at, method: 'patch', action: 'patch', id: `patch${id}`, description: `Changes parts of ${what}.`, query: PATCH_PARAMETERS,
        body: { type: Patch, required: true, contentTypes: patchTypes }, codes: [200, 201], answer: kind,
      })] : []),
    ];
  }

  private create(at: At & { id: string; description: string }, kind: MessageType): Operation {
    return this.operation({
      ...at, method: 'post', action: 'post', query: CREATE_PARAMETERS, body: { type: kind, required: true, contentTypes: ANY }, codes: [200, 201, 202], answer: kind,
    });
  }

  private can(verb: ResourceDefinition['verbs'][number]): boolean {
    return this.of.verbs.includes(verb);
  }

  /** @param plain the request is passed on as it is, so that `pretty` has no meaning */
  private operation({ plain, ...given }: Omit<Operation, 'tag' | 'produces'> & { produces?: readonly string[]; plain?: boolean }): Operation {
    return {
      tag: tagOf(this.of), gvk: this.of.kind.gvk, produces: this.produces, ...given,
      query: plain ? given.query : [...given.query, PRETTY].sort((a, b) => (a.name < b.name ? -1 : 1)),
    };
  }
}

interface At { readonly path: string; readonly pathParameters: readonly Parameter[]; readonly gvk?: GroupVersionKind }

const deleteBody: NonNullable<Operation['body']> = { type: DeleteOptions, required: false, contentTypes: ANY };

const query = (name: string, type: Parameter['type'], description: string): Parameter => ({ name, in: 'query', type, description });

/** What `kubectl logs` asks with. */
const LOG_PARAMETERS: readonly Parameter[] = [
  query('container', 'string', 'Container whose log is read; may be left out when there is one only.'),
  query('follow', 'boolean', 'If true, the answer goes on as long as the container writes.'),
  query('insecureSkipTLSVerifyBackend', 'boolean', 'If true, the certificate of the node is not checked.'),
  query('limitBytes', 'integer', 'Bytes after which the answer ends.'),
  query('previous', 'boolean', 'If true, the log of the container before its last restart is read.'),
  query('sinceSeconds', 'integer', 'Age in seconds beyond which lines are left out.'),
  query('stream', 'string', 'Which output is read: All, Stdout or Stderr.'),
  query('tailLines', 'integer', 'Number of lines from the end with which the answer begins.'),
  query('timestamps', 'boolean', 'If true, each line begins with the time at which it was written.'),
];
