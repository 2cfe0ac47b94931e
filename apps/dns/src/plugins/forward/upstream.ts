import { createSocket, type Socket } from 'node:dgram';
import { connect } from 'node:net';
import { isIPv6 } from 'node:net';
import { isTruncated } from '../../wire/layout.js';

export interface Address { readonly host: string; readonly port: number }

interface Waiting { readonly resolve: (bytes: Buffer) => void; readonly reject: (error: Error) => void; readonly question: Buffer; readonly timer: NodeJS.Timeout }

/** Sockets per server: each has its own port, so that an answer that is forged has to guess more than the id. */
const SOCKETS = 4;

/** Another DNS server. Asks by UDP, and again by TCP when the answer did not fit. */
export class Upstream {
  private readonly sockets: Channel[] = [];
  /** Failures since the last success. */
  fails = 0;
  private turn = 0;

  constructor(readonly address: Address, private readonly random: () => number, private readonly timeout: number) {}

  get name(): string { return isIPv6(this.address.host) ? `[${this.address.host}]:${this.address.port}` : `${this.address.host}:${this.address.port}`; }

  /**
   * @param query a whole message; its id is replaced
   * @param questionEnd where its question ends: an answer must repeat it
   */
  async ask(query: Buffer, questionEnd: number, tcp: boolean): Promise<Buffer> {
    try {
      const answer = tcp ? undefined : await this.udp(query, questionEnd);
      const whole = answer && !isTruncated(answer) ? answer : await askTcp(this.address, query, questionEnd, this.timeout);
      this.fails = 0;
      return whole;
    } catch (error) {
      this.fails++;
      throw error;
    }
  }

  close(): void { for (const socket of this.sockets.splice(0)) socket.close(); }

  private udp(query: Buffer, questionEnd: number): Promise<Buffer> {
    const at = this.turn++ % SOCKETS;
    let channel = this.sockets[at];
    if (!channel || channel.closed) this.sockets[at] = channel = new Channel(this.address, this.random);
    return channel.ask(query, questionEnd, this.timeout);
  }
}

class Channel {
  private readonly waiting = new Map<number, Waiting>();
  private readonly socket: Socket;
  private readonly connected: Promise<void>;
  closed = false;

  constructor(address: Address, private readonly random: () => number) {
    this.socket = createSocket(isIPv6(address.host) ? 'udp6' : 'udp4');
    this.socket.unref();
    this.socket.on('message', (bytes) => this.received(bytes));
    this.socket.on('error', (error) => { this.fail(error); this.close(); });
    this.connected = new Promise((resolve, reject) => { this.socket.once('connect', resolve); this.socket.once('error', reject); });
    this.connected.catch(() => undefined);
    // Connected, so that the kernel drops what others send and reports a closed port.
    this.socket.connect(address.port, address.host);
  }

  async ask(query: Buffer, questionEnd: number, timeout: number): Promise<Buffer> {
    await this.connected;
    return new Promise((resolve, reject) => {
      const id = this.freeId();
      if (id === undefined || this.closed) { reject(new Error('too many queries wait for this server')); return; }
      const bytes = Buffer.from(query);
      bytes.writeUInt16BE(id, 0);
      const timer = setTimeout(() => { this.waiting.delete(id); reject(new Error(`no answer in ${timeout} ms`)); }, timeout);
      this.waiting.set(id, { resolve, reject, question: bytes.subarray(12, questionEnd), timer });
      this.socket.send(bytes, (error) => { if (error) this.settle(id)?.reject(error); });
    });
  }

  close(): void {
    if (this.closed) return;
    this.closed = true;
    this.fail(new Error('the server stops'));
    this.socket.close();
  }

  private freeId(): number | undefined {
    for (let tries = 0; tries < 16; tries++) { const id = Math.floor(this.random() * 65_536); if (!this.waiting.has(id)) return id; }
    return undefined;
  }

  private received(bytes: Buffer): void {
    if (bytes.length < 12) return;
    const id = bytes.readUInt16BE(0);
    const entry = this.waiting.get(id);
    if (entry && repeats(bytes, entry.question)) this.settle(id)?.resolve(bytes);
  }

  private settle(id: number): Waiting | undefined {
    const entry = this.waiting.get(id);
    if (entry) { clearTimeout(entry.timer); this.waiting.delete(id); }
    return entry;
  }

  private fail(error: Error): void { for (const id of [...this.waiting.keys()]) this.settle(id)?.reject(error); }
}

/** Whether a message answers the question; servers may answer errors without repeating it. */
const repeats = (bytes: Buffer, question: Buffer): boolean =>
  (bytes[2]! & 0x80) !== 0 && (bytes.readUInt16BE(4) === 0 || bytes.subarray(12, 12 + question.length).equals(question));

function askTcp(address: Address, query: Buffer, questionEnd: number, timeout: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const socket = connect(address.port, address.host);
    let received: Buffer = Buffer.alloc(0);
    const timer = setTimeout(() => socket.destroy(new Error(`no answer in ${timeout} ms`)), timeout);
    socket.on('connect', () => socket.write(Buffer.concat([Buffer.from([query.length >> 8, query.length & 0xff]), query])));
    socket.on('data', (chunk) => {
      received = Buffer.concat([received, chunk]);
      if (received.length < 2 || received.length < 2 + received.readUInt16BE(0)) return;
      const bytes = received.subarray(2, 2 + received.readUInt16BE(0));
      if (bytes.length >= 12 && bytes.readUInt16BE(0) === query.readUInt16BE(0) && repeats(bytes, query.subarray(12, questionEnd))) resolve(bytes);
      else reject(new Error('the answer belongs to another question'));
      socket.destroy();
    });
    socket.on('error', reject);
    socket.on('close', () => { clearTimeout(timer); reject(new Error('the server closed the connection')); });
  });
}
