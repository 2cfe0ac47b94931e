import { CommandError, run, type Run } from '../command/run.js';

export interface NftProbe { readonly ok: boolean; readonly message: string }

/** Whether this process may change nftables here; `message` is one sentence for the user that says what to do when it may not. */
export async function probeNft(runner: Run = run): Promise<NftProbe> {
  // --check parses and asks the kernel, and leaves nothing behind: it exercises the rights that writing needs.
  const table = `kubets-probe-${process.pid}`;
  try {
    await runner(['nft', '-c', '-f', '-'], `add table inet ${table}\nadd chain inet ${table} nat { type nat hook prerouting priority dstnat; }\n`);
    return { ok: true, message: 'nftables can be changed' };
  } catch (error) {
    return { ok: false, message: explain(error) };
  }
}

function explain(error: unknown): string {
  if (!(error instanceof CommandError)) return `nftables cannot be used: ${String(error)}`;
  if (error.missing) return 'the program nft is missing: install the package nftables (1.0.1 or newer) to give Services their addresses';
  if (error.refused) return 'no right to change nftables: run as root or with the capability NET_ADMIN to give Services their addresses';
  return `nftables cannot be used: ${error.stderr.trim()}; check that the kernel has nf_tables with NAT (modules nf_tables, nft_chain_nat)`;
}
