import { createHash } from 'node:crypto';
import { groupVersion, type ResourceDefinition } from '../resource/definition.js';
import type { Json } from '../schema/types.js';
import { byPath, codeName, commonOf, customOf, type DocumentOptions, groupVersions, schemasOf } from './document.js';
import { openApiName, rootPath } from './names.js';
import { type Operation, operationsOf } from './operations.js';
import type { Parameter } from './parameters.js';
import { refTo } from './schemas.js';

export type OpenApiV3Document = { openapi: string; info: Json; paths: { [path: string]: Json }; components: { schemas: { [name: string]: Json }; securitySchemes: Json } };

/**
 * The OpenAPI 3.0 document of one group version, as served at `/openapi/v3/apis/apps/v1`. Costly: build it when it is first asked for, and keep it.
 *
 * @param resources all resources of the server
 * @param of a group version such as `apps/v1` or `v1`
 */
export function buildOpenApiV3(resources: readonly ResourceDefinition[], of: string, options: DocumentOptions = {}): OpenApiV3Document {
  const found = groupVersions(resources).find((at) => groupVersion(at) === of);
  const operations = found ? operationsOf(found, resources, customOf(options)) : [];
  return {
    openapi: '3.0.0',
    info: { title: 'Kubernetes', version: options.version ?? 'v1.36.0' },
    paths: byPath(operations, renderOperation, ({ pathParameters }) => pathParameters.map(renderParameter)) as { [path: string]: Json },
    components: {
      schemas: schemasOf('v3', operations, resources, options).toJSON(),
      securitySchemes: { BearerToken: { description: 'Bearer Token authentication', type: 'apiKey', name: 'authorization', in: 'header' } },
    },
  };
}

const renderParameter = ({ name, in: place, type, description }: Parameter): Json =>
  ({ name, in: place, description, ...(place === 'path' ? { required: true } : {}), schema: { type, uniqueItems: true } });

function renderOperation(operation: Operation): Json {
  const { answer, body, codes, produces } = operation;
  const schema = answer ? refTo('v3', openApiName(answer.name)) : { type: 'string' };
  const content = Object.fromEntries(produces.map((type) => [type, { schema }]));
  return {
    ...commonOf(operation),
    ...(operation.query.length ? { parameters: operation.query.map(renderParameter) } : {}),
    ...(body ? {
      requestBody: {
        ...(body.required ? { required: true } : {}),
        content: Object.fromEntries(body.contentTypes.map((type) => [type, { schema: refTo('v3', openApiName(body.type.name)) }])),
      },
    } : {}),
    responses: {
      ...Object.fromEntries(codes.map((code) => [String(code), { description: codeName[code] ?? '', content }])),
      401: { description: 'Unauthorized' },
    },
  };
}

/** By which clients know whether their copy of a document is current. */
export const openApiHash = (document: unknown): string => createHash('sha512').update(JSON.stringify(document)).digest('hex').toUpperCase();

/**
 * The root that lists the documents, as served at `/openapi/v3`.
 * @param hashOf the hash of a group version's document, see {@link openApiHash}
 */
export function buildOpenApiV3Index(resources: readonly ResourceDefinition[], hashOf: (groupVersion: string) => string): { paths: { [path: string]: { serverRelativeURL: string } } } {
  const paths = groupVersions(resources).map((of) => {
    const path = rootPath(of).slice(1);
    return [path, { serverRelativeURL: `/openapi/v3/${path}?hash=${hashOf(groupVersion(of))}` }] as const;
  });
  return { paths: Object.fromEntries(paths.sort(([a], [b]) => (a < b ? -1 : 1))) };
}
