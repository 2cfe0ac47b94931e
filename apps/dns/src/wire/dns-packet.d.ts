/** The part of dns-packet that is used here; the package has no types of its own. */
declare module 'dns-packet' {
  interface Question { name: string; type: string; class?: string }
  interface Answer { name: string; type: string; class?: string; ttl?: number; data?: unknown }
  interface Packet { id?: number; type?: 'query' | 'response'; flags?: number; rcode?: string; questions?: Question[]; answers?: Answer[]; authorities?: Answer[]; additionals?: Answer[] }
  const dns: { encode(packet: Packet): Buffer; decode(bytes: Buffer): Required<Packet> };
  export default dns;
}
