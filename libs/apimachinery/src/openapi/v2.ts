import type { ResourceDefinition } from '../resource/definition.js';
import type { Json } from '../schema/types.js';
import { byPath, codeName, commonOf, customOf, type DocumentOptions, groupVersions, schemasOf } from './document.js';
import { openApiName } from './names.js';
import { type Operation, operationsOf, serverOperations } from './operations.js';
import type { Parameter } from './parameters.js';
import { refTo } from './schemas.js';

export { encodeOpenApiV2Protobuf, OPENAPI_V2_PROTOBUF_ACCEPT, OPENAPI_V2_PROTOBUF_TYPE } from './v2-protobuf.js';

export type OpenApiV2Document = {
  swagger: '2.0'; info: { title: string; version: string }; paths: { [path: string]: Json }; definitions: { [name: string]: Json };
  securityDefinitions: Json; security: Json[];
};

/** The OpenAPI 2.0 document of all resources, as served at `/openapi/v2`. Costly: build it when it is first asked for, and keep it. */
export function buildOpenApiV2(resources: readonly ResourceDefinition[], options: DocumentOptions = {}): OpenApiV2Document {
  const served = groupVersions(resources);
  const operations = [
    ...serverOperations([...new Set(served.map(({ group }) => group))]), ...served.flatMap((of) => operationsOf(of, resources, customOf(options))),
  ];
  return {
    swagger: '2.0',
    info: { title: 'Kubernetes', version: options.version ?? 'v1.36.0' },
    paths: byPath(operations, renderOperation, ({ pathParameters }) => pathParameters.map(renderParameter)) as { [path: string]: Json },
    definitions: schemasOf('v2', operations, resources, options).toJSON(),
    securityDefinitions: { BearerToken: { description: 'Bearer Token authentication', type: 'apiKey', name: 'authorization', in: 'header' } },
    security: [{ BearerToken: [] }],
  };
}

const renderParameter = ({ name, in: place, type, description }: Parameter): Json =>
  ({ description, in: place, name, ...(place === 'path' ? { required: true } : {}), type, uniqueItems: true });

function renderOperation(operation: Operation): Json {
  const { answer, body, codes, produces, query } = operation;
  const schema = answer ? refTo('v2', openApiName(answer.name)) : { type: 'string' };
  const bodyParameter = body ? [{ in: 'body', name: 'body', ...(body.required ? { required: true } : {}), schema: refTo('v2', openApiName(body.type.name)) }] : [];
  return {
    ...commonOf(operation),
    consumes: [...(body?.contentTypes ?? ['*/*'])],
    ...(query.length || body ? { parameters: [...bodyParameter, ...query.map(renderParameter)] } : {}),
    produces: [...produces],
    responses: {
      ...Object.fromEntries(codes.map((code) => [String(code), { description: codeName[code] ?? '', schema }])),
      401: { description: 'Unauthorized' },
    },
    schemes: ['https'],
  };
}
