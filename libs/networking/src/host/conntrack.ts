import { tryRun, type CommandResult } from '../command/run.js';

/** Which tracked flows to forget. */
export type FlowSelector = {
  readonly protocol: 'udp' | 'sctp';
  /** Destination as the client sees it; left out for a node port, which exists on every address. */
  readonly address?: string;
  readonly port: number;
  /** Where the flow was sent; left out to forget flows to all backends and to none. */
  readonly backend?: string;
  readonly family: 4 | 6;
};

/** The kernel's table of flows, through the `conntrack` program. */
export class Conntrack {
  private absent = false;
  constructor(private readonly run: (command: readonly string[]) => Promise<CommandResult> = (command) => tryRun(command)) {}

  /**
   * Forgets flows, so that their next packet is balanced anew: UDP has no end of connection, and a client that keeps sending
   * (a resolver, say) would keep a removed backend alive. Without the program, flows end after 30 to 120 silent seconds.
   * Returns false when the program is missing.
   */
  async forget(flow: FlowSelector): Promise<boolean> {
    if (this.absent) return false;
    const result = await this.run(['conntrack', '-D', '-f', flow.family === 4 ? 'ipv4' : 'ipv6', '-p', flow.protocol,
      ...(flow.address ? ['--orig-dst', flow.address] : []), '--orig-port-dst', `${flow.port}`,
      ...(flow.backend ? ['--reply-src', flow.backend] : [])]);
    this.absent = result.code === 127;
    return !this.absent;
  }
}
