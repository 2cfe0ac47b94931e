export type { DocumentOptions } from './document.js';
export { customName, openApiName } from './names.js';
export type { Dialect, Schema, SchemaContext, SchemaOf } from './schemas.js';
export { buildOpenApiV2, encodeOpenApiV2Protobuf, OPENAPI_V2_PROTOBUF_ACCEPT, OPENAPI_V2_PROTOBUF_TYPE, type OpenApiV2Document } from './v2.js';
export { buildOpenApiV3, buildOpenApiV3Index, openApiHash, type OpenApiV3Document } from './v3.js';
