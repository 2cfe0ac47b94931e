import { sentenceFor } from './user-error.js';

/** Structured logs. Fields are plain data; errors go under `error`. */
export interface Logger {
  /** Shown when the verbosity (`--v`) is at least `level`. */
  debug(level: number, message: string, fields?: Readonly<Record<string, unknown>>): void;
  info(message: string, fields?: Readonly<Record<string, unknown>>): void;
  warn(message: string, fields?: Readonly<Record<string, unknown>>): void;
  error(message: string, fields?: Readonly<Record<string, unknown>>): void;
  /** A logger that adds fields to every line. */
  child(fields: Readonly<Record<string, unknown>>): Logger;
}

export type LogFormat = 'text' | 'json';

export interface LogOptions {
  readonly component: string;
  readonly verbosity?: number;
  readonly format?: LogFormat;
  /** Keeps lines of the level `info` back unless the verbosity is at least 1. */
  readonly quiet?: boolean;
  readonly write?: (line: string) => void;
  readonly now?: () => Date;
}

/** Errors that are expected to happen are a sentence; a defect keeps its stack trace. */
const plain = (value: unknown): unknown => (value instanceof Error ? sentenceFor(value)?.message ?? value.stack ?? value.message : value);

const text = (time: string, level: string, component: string, message: string, fields: Record<string, unknown>): string => {
  const rest = Object.entries(fields).map(([k, v]) => ` ${k}=${typeof plain(v) === 'string' ? JSON.stringify(plain(v)) : JSON.stringify(plain(v)) ?? 'undefined'}`).join('');
  return `${time} ${level.toUpperCase().padEnd(5)} ${component}: ${message}${rest}\n`;
};

const json = (time: string, level: string, component: string, message: string, fields: Record<string, unknown>): string =>
  `${JSON.stringify({ time, level, component, message, ...Object.fromEntries(Object.entries(fields).map(([k, v]) => [k, plain(v)])) })}\n`;

/** Writes to standard error unless told otherwise. */
export function createLogger(options: LogOptions): Logger {
  const write = options.write ?? ((line: string) => void process.stderr.write(line));
  const now = options.now ?? (() => new Date());
  const form = options.format === 'json' ? json : text;
  const verbosity = options.verbosity ?? 0;
  const make = (base: Record<string, unknown>): Logger => {
    const line = (level: string) => (message: string, fields: Readonly<Record<string, unknown>> = {}): void =>
      write(form(now().toISOString(), level, options.component, message, { ...base, ...fields }));
    return {
      debug: (level, message, fields) => { if (verbosity >= level) line('debug')(message, fields); },
      info: options.quiet && verbosity < 1 ? () => undefined : line('info'), warn: line('warn'), error: line('error'),
      child: (fields) => make({ ...base, ...fields }),
    };
  };
  return make({});
}

/** Says nothing; for tests. */
export const silentLogger: Logger = { debug() {}, info() {}, warn() {}, error() {}, child: () => silentLogger };
