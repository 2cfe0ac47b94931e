/** What is wrong with one field of an object; several of them make up an `Invalid` status. */
export type FieldErrorType =
  | 'FieldValueRequired' | 'FieldValueInvalid' | 'FieldValueNotSupported' | 'FieldValueDuplicate' | 'FieldValueForbidden'
  | 'FieldValueNotFound' | 'FieldValueTooLong' | 'FieldValueTooMany' | 'FieldValueTypeInvalid' | 'InternalError';

export interface FieldError {
  readonly type: FieldErrorType;
  /** A path such as `spec.containers[0].name`. */
  readonly field: string;
  /** The message as clients print it, without the path, such as `Invalid value: "A": must be lower case`. */
  readonly message: string;
}

const LEAD: Record<FieldErrorType, string> = {
  FieldValueRequired: 'Required value', FieldValueInvalid: 'Invalid value', FieldValueNotSupported: 'Unsupported value',
  FieldValueDuplicate: 'Duplicate value', FieldValueForbidden: 'Forbidden', FieldValueNotFound: 'Not found',
  FieldValueTooLong: 'Too long', FieldValueTooMany: 'Too many', FieldValueTypeInvalid: 'Invalid value', InternalError: 'Internal error',
};

/** How a bad value is shown in a message: strings quoted, objects as JSON. */
export const show = (value: unknown): string => (value === undefined ? 'null' : JSON.stringify(value));

const make = (type: FieldErrorType, field: string, value: string, detail: string): FieldError => ({
  type, field, message: LEAD[type] + (value && `: ${value}`) + (detail && `: ${detail}`),
});

export const required = (field: string, detail = ''): FieldError => make('FieldValueRequired', field, '', detail);
export const invalid = (field: string, value: unknown, detail: string): FieldError => make('FieldValueInvalid', field, show(value), detail);
export const duplicate = (field: string, value: unknown): FieldError => make('FieldValueDuplicate', field, show(value), '');
export const forbidden = (field: string, detail: string): FieldError => make('FieldValueForbidden', field, '', detail);
export const notFound = (field: string, value: unknown): FieldError => make('FieldValueNotFound', field, show(value), '');
export const tooLong = (field: string, maximum: number): FieldError => make('FieldValueTooLong', field, '', `may not be more than ${maximum} bytes`);
export const tooMany = (field: string, actual: number, maximum: number): FieldError => make('FieldValueTooMany', field, String(actual), `must have at most ${maximum} items`);
export const typeInvalid = (field: string, value: unknown, detail: string): FieldError => make('FieldValueTypeInvalid', field, show(value), detail);
/** @param supported the values that are allowed, listed in the message in sorted order */
export const notSupported = (field: string, value: unknown, supported: readonly string[]): FieldError =>
  make('FieldValueNotSupported', field, show(value), supported.length ? `supported values: ${[...supported].sort().map(show).join(', ')}` : '');

/** `path('spec', 'containers', 0, 'name')` → `spec.containers[0].name`; a map key is `key('app')` → `[app]`. */
export const child = (path: string, name: string): string => (path ? `${path}.${name}` : name);
export const index = (path: string, at: number | string): string => `${path}[${at}]`;
