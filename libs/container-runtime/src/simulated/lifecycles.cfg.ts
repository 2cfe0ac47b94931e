import type { ContainerConfig } from '../runtime.js';
import { type Lifecycle, parseDuration, parseSimulate, runsForever } from './lifecycle.js';

/** A rule that recognises how a container would live; undefined when it does not apply. */
export interface LifecycleRule { readonly name: string; apply(config: ContainerConfig, argv: readonly string[]): Lifecycle | undefined }

export const simulateAnnotation = 'kubets.io/simulate';

/** One shell command out of the few whose end is plain from their text. */
function command(argv: readonly string[]): Lifecycle | undefined {
  const [program = '', argument] = argv;
  const base = program.slice(program.lastIndexOf('/') + 1);
  if (base === 'true' || base === 'echo') return { exitCode: 0, afterMs: 0 };
  if (base === 'false') return { exitCode: 1, afterMs: 0 };
  if (base === 'exit') return { exitCode: Number(argument ?? 0) % 256 || 0, afterMs: 0 };
  const sleeps = base === 'sleep' && argument !== undefined ? parseDuration(argument) : undefined;
  if (sleeps === undefined) return undefined;
  return sleeps === Number.POSITIVE_INFINITY ? runsForever : { exitCode: 0, afterMs: sleeps };
}

/** A shell's `-c` script of such commands, parted by `;`, `&&` or newlines: they run one after the other. */
function script(text: string): Lifecycle | undefined {
  let afterMs = 0;
  let exitCode = 0;
  for (const part of text.split(/;|&&|\n/).map((piece) => piece.trim()).filter(Boolean)) {
    const step = command(part.split(/\s+/));
    if (step === undefined) return undefined;
    if (step.afterMs === undefined) return runsForever;
    afterMs += step.afterMs;
    exitCode = step.exitCode;
    if (part.startsWith('exit')) break;
  }
  return { exitCode, afterMs };
}

/** In order: the first that applies decides. What the author says wins over what the command looks like; everything else runs until stopped. */
export const lifecycleRules: readonly LifecycleRule[] = [
  { name: 'annotation', apply: (config) => { const text = config.annotations[simulateAnnotation]; return text === undefined ? undefined : parseSimulate(text, config.name); } },
  { name: 'shell script', apply: (_, argv) => (/(^|\/)(ba|da|a)?sh$/.test(argv[0] ?? '') && argv[1] === '-c' ? script(argv[2] ?? '') : undefined) },
  { name: 'command', apply: (_, argv) => command(argv) },
];

/** How the container would live. Pod annotations reach it through `podAnnotations`. */
export function lifecycleOf(config: ContainerConfig, podAnnotations: Readonly<Record<string, string>>): Lifecycle {
  const merged = { ...config, annotations: { ...podAnnotations, ...config.annotations } };
  const argv = [...config.command ?? [], ...config.args ?? []];
  for (const rule of lifecycleRules) {
    const found = rule.apply(merged, argv);
    if (found !== undefined) return found;
  }
  return runsForever;
}
