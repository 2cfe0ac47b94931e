/** The three questions asked of a component: is it sane, must it be restarted, may it be sent work. */
export const HEALTH_ENDPOINTS = ['healthz', 'livez', 'readyz'] as const;
export type HealthEndpoint = (typeof HEALTH_ENDPOINTS)[number];

export interface HealthCheck {
  /** As in `/healthz/<name>` and `?exclude=<name>`. */
  readonly name: string;
  /** Throws when something is wrong; the message is logged, not sent. */
  readonly check: () => void | Promise<void>;
  /** Default: all three. */
  readonly endpoints?: readonly HealthEndpoint[];
}

/** Proves that requests are answered at all. */
export const ping: HealthCheck = { name: 'ping', check() {} };

export interface HealthAnswer { readonly status: 200 | 404 | 500; readonly body: string; readonly failures: readonly { name: string; error: unknown }[] }

const outcome = async (each: HealthCheck): Promise<{ each: HealthCheck; error?: unknown; failed: boolean }> => {
  try {
    await each.check();
    return { each, failed: false };
  } catch (error) {
    return { each, error, failed: true };
  }
};

/** Answers `/<endpoint>`, `/<endpoint>?verbose&exclude=<name>` and `/<endpoint>/<name>` in the words that scripts look for. */
export async function answerHealth(checks: readonly HealthCheck[], endpoint: HealthEndpoint, name: string | undefined, query: URLSearchParams): Promise<HealthAnswer> {
  const asked = checks.filter((each) => each.endpoints?.includes(endpoint) ?? true).filter((each) => name === undefined || each.name === name);
  if (name !== undefined && asked.length === 0) return { status: 404, body: '404 page not found\n', failures: [] };
  const excluded = new Set(query.getAll('exclude').flatMap((value) => value.split(',')).filter((value) => value));
  const outcomes = await Promise.all(asked.filter((each) => !excluded.has(each.name)).map(outcome));
  const failures = outcomes.filter((each) => each.failed).map(({ each, error }) => ({ name: each.name, error }));
  if (name !== undefined) return failures.length ? { status: 500, body: `internal server error: ${name} failed\n`, failures } : { status: 200, body: 'ok', failures };

  const byName = new Map(outcomes.map((each) => [each.each.name, each]));
  const lines = asked.map((each) => (excluded.has(each.name) ? `[+]${each.name} excluded: ok`
    : byName.get(each.name)?.failed ? `[-]${each.name} failed: reason withheld` : `[+]${each.name} ok`));
  for (const unknown of excluded) if (!asked.some((each) => each.name === unknown)) lines.push(`warn: some health checks cannot be excluded: no matches for "${unknown}"`);
  if (failures.length) return { status: 500, body: [...lines, `${endpoint} check failed`, ''].join('\n'), failures };
  return { status: 200, body: query.has('verbose') ? [...lines, `${endpoint} check passed`, ''].join('\n') : 'ok', failures };
}
