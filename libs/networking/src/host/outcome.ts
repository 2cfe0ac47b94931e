/** What became of one change to the host. `message` is a sentence for the user. */
export interface HostOutcome {
  readonly what: string;
  readonly ok: boolean;
  /** Nothing had to be changed. */
  readonly already: boolean;
  readonly message: string;
}

export const done = (what: string, already: boolean): HostOutcome =>
  ({ what, ok: true, already, message: already ? `${what} was set already` : `${what} was set` });
export const refused = (what: string, why: string): HostOutcome => ({ what, ok: false, already: false, message: `${what} could not be set: ${why}` });
