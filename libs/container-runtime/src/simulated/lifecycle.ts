/** How a simulated container lives: it runs `afterMs` and ends with `exitCode`; without `afterMs` it runs until stopped. */
export interface Lifecycle {
  readonly afterMs?: number;
  readonly exitCode: number;
  readonly reason?: 'OOMKilled';
  /** It does not start at all, for this reason. */
  readonly startError?: string;
}

export const runsForever: Lifecycle = { exitCode: 0 };

const units: Readonly<Record<string, number>> = { '': 1000, ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** A duration such as `5`, `5s`, `250ms`, `1.5m`, `infinity`; plain numbers are seconds. Undefined when it is none. */
export function parseDuration(text: string): number | undefined {
  if (/^inf(inity)?$/i.test(text)) return Number.POSITIVE_INFINITY;
  const match = /^(\d+(?:\.\d+)?)(ms|s|m|h|d)?$/.exec(text);
  return match === null ? undefined : Number(match[1]) * (units[match[2] ?? ''] ?? 1000);
}

/**
 * Reads the annotation `kubets.io/simulate`, clauses parted by `;`, each `[<container>:] run | exit <code> [after <duration>] | oom [after <duration>] | start-error [<text>]`.
 * A clause for a named container wins over one for all. Undefined when no clause applies; throws on an unknown one.
 */
export function parseSimulate(annotation: string, container: string): Lifecycle | undefined {
  let general: Lifecycle | undefined;
  for (const clause of annotation.split(';').map((part) => part.trim()).filter(Boolean)) {
    const [, name, rest = ''] = /^(?:([a-z0-9][a-z0-9-]*):\s*)?(.*)$/.exec(clause) ?? [];
    if (name === container) return parseClause(rest);
    if (name === undefined) general ??= parseClause(rest);
  }
  return general;
}

function parseClause(text: string): Lifecycle {
  if (text === 'run') return runsForever;
  const failed = /^start-error\b\s*(.*)$/.exec(text);
  if (failed !== null) return { exitCode: 128, startError: failed[1] || 'the simulated container does not start' };
  const match = /^(?:exit (\d+)|(oom))(?: after (\S+))?$/.exec(text);
  const afterMs = match?.[3] === undefined ? 0 : parseDuration(match[3]);
  if (match === null || afterMs === undefined) {
    throw new Error(`annotation kubets.io/simulate: "${text}" is none of "run", "exit <code> [after <duration>]", "oom [after <duration>]", "start-error [<text>]"`);
  }
  return match[2] === 'oom' ? { exitCode: 137, reason: 'OOMKilled', afterMs } : { exitCode: Number(match[1]), afterMs };
}
