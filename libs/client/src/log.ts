/** The part of a component's logger that this library writes to; `Logger` of `@kubets/component` is one. */
export interface ClientLog {
  debug(level: number, message: string, fields?: Readonly<Record<string, unknown>>): void;
  info(message: string, fields?: Readonly<Record<string, unknown>>): void;
  warn(message: string, fields?: Readonly<Record<string, unknown>>): void;
  error(message: string, fields?: Readonly<Record<string, unknown>>): void;
}

/** Says nothing. */
export const noLog: ClientLog = { debug() {}, info() {}, warn() {}, error() {} };
