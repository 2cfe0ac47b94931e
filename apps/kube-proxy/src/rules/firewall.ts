import { nftName } from '@kubets/networking/nft/quote';
import type { Frontend } from '../services/frontend.js';

/** Drops what comes to a load balancer's address from a source outside `loadBalancerSourceRanges`. */
export function firewallChain(frontend: Frontend): { name: string; rules: string[] } {
  const ip = frontend.family === 4 ? 'ip' : 'ip6';
  const name = nftName('firewall', `${frontend.port}/${frontend.protocol}/${frontend.address}`);
  // Ranges of the other family only: nobody of this family is allowed.
  if (!frontend.sources?.length) return { name, rules: ['drop'] };
  return { name, rules: [`${ip} saddr != { ${frontend.sources.join(', ')} } drop`] };
}
