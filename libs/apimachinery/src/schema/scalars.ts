import type { Json, ScalarName, ScalarType } from './types.js';

const scalar = <T>(name: ScalarName): ScalarType<T> => ({ form: 'scalar', scalar: name });

export const string = scalar<string>('string');
export const int32 = scalar<number>('int32');
/** 64-bit integers are JavaScript numbers: no API field carries meaning beyond 2^53. */
export const int64 = scalar<number>('int64');
export const double = scalar<number>('double');
export const bool = scalar<boolean>('bool');
/** Base64 in JSON, and kept as that string in memory: the API hardly ever looks inside. */
export const bytes = scalar<string>('bytes');
/** RFC 3339 with seconds in UTC (`2026-01-02T03:04:05Z`); protobuf `{seconds=1, nanos=2}`. */
export const time = scalar<string>('time');
/** RFC 3339 with six fractional digits in UTC. */
export const microTime = scalar<string>('microTime');
/** A decimal or binary quantity such as `500m` or `2Gi`, in canonical form once decoded; protobuf `{string=1}`. */
export const quantity = scalar<string>('quantity');
/** A number, or a string that is a name or a percentage; protobuf `{type=1, intVal=2, strVal=3}`. */
export const intOrString = scalar<number | string>('intOrString');
/** Any object, kept as it is; protobuf `{raw=1}`. */
export const rawExtension = scalar<{ [key: string]: Json }>('rawExtension');
/** The field set of a managed-fields entry; protobuf `{Raw=1}`. */
export const fieldsV1 = scalar<{ [key: string]: Json }>('fieldsV1');
/** Any JSON value; protobuf `{raw=1}`. */
export const json = scalar<Json>('json');
/** A list of strings that protobuf wraps into a message of its own, `{items=1}`. */
export const stringList = scalar<string[]>('stringList');
