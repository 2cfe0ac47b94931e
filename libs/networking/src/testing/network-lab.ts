import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { inNamespace, run, type Run } from '../command/run.js';

/**
 * A network for tests, made of namespaces: a router with a bridge `br0`, and pods behind it. Nothing of it touches the host's
 * own network. Dispose it: it ends what it started and removes its namespaces.
 */
export class NetworkLab implements AsyncDisposable {
  private static count = 0;
  private readonly prefix = `kl${process.pid % 100000}-${NetworkLab.count++}`;
  private readonly namespaces: string[] = [];
  private readonly children: ChildProcess[] = [];

  /** Whether this process may make namespaces and packet filters here. */
  static get permitted(): boolean {
    const probe = `klprobe-${process.pid}`;
    if (spawnSync('ip', ['netns', 'add', probe]).status !== 0) return false;
    const ok = spawnSync('ip', ['netns', 'exec', probe, 'nft', 'add', 'table', 'inet', 'x']).status === 0;
    spawnSync('ip', ['netns', 'del', probe]);
    return ok;
  }

  get router(): Run { return inNamespace(this.name('router')); }
  in(name: string): Run { return inNamespace(this.name(name)); }
  name(short: string): string { return `${this.prefix}-${short}`; }

  /** @param gateway the bridge's address with prefix, such as `10.244.0.1/24` */
  async start(gateway: string): Promise<void> {
    await this.namespace('router');
    await this.router(['ip', 'link', 'add', 'br0', 'type', 'bridge']);
    await this.router(['ip', 'addr', 'add', gateway, 'dev', 'br0']);
    await this.router(['ip', 'link', 'set', 'br0', 'up']);
    await this.router(['sysctl', '-qw', 'net.ipv4.ip_forward=1', 'net.bridge.bridge-nf-call-iptables=1']);
  }

  /** A pod on the bridge, reached in hairpin mode too. @param address with prefix */
  async pod(name: string, address: string, gateway: string): Promise<void> {
    await this.attach(name, address, gateway);
    const port = this.port(name);
    await this.router(['ip', 'link', 'set', port, 'master', 'br0', 'up']);
    await this.router(['sh', '-c', `echo 1 > /sys/class/net/br0/brif/${port}/hairpin_mode`]);
  }

  /** A machine outside the cluster, on a link of its own to the router. */
  async outside(name: string, address: string, gateway: string): Promise<void> {
    await this.attach(name, address, gateway.split('/')[0]!);
    await this.router(['ip', 'addr', 'add', gateway, 'dev', this.port(name)]);
    await this.router(['ip', 'link', 'set', this.port(name), 'up']);
  }

  /** Answers each TCP connection and UDP datagram with `<name> <address of the caller>`. */
  async serve(name: string, port: number): Promise<void> {
    const script = `const {createServer}=require('node:net'),{createSocket}=require('node:dgram');
      createServer((s)=>{s.on('error',()=>{});s.end('${name} '+s.remoteAddress)}).listen(${port},'0.0.0.0',()=>{
      const u=createSocket('udp4');u.on('message',(m,r)=>u.send('${name} '+r.address,r.port,r.address));u.bind(${port},()=>console.log('up'));});`;
    const child = spawn('ip', ['netns', 'exec', this.name(name), process.execPath, '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
    this.children.push(child);
    await new Promise<void>((resolve, reject) => { child.stdout.once('data', () => resolve()); child.once('exit', () => reject(new Error(`the server in ${name} ended`))); });
  }

  /** What a server says to a new connection: its answer, or the error's code (`ECONNREFUSED`, `EHOSTUNREACH`, `timeout`). */
  async call(from: string, host: string, port: number, times = 1): Promise<string[]> {
    const script = `const {connect}=require('node:net');const one=()=>new Promise((r)=>{const s=connect({host:'${host}',port:${port}});let d='';
      const t=setTimeout(()=>{s.destroy();r('timeout')},3000);const end=(v)=>{clearTimeout(t);s.destroy();r(v)};
      s.on('data',(c)=>d+=c).on('end',()=>end(d)).on('error',(e)=>end(e.code))});
      (async()=>{const a=[];for(let i=0;i<${times};i++)a.push(await one());console.log(JSON.stringify(a))})()`;
    return JSON.parse(await this.in(from)([process.execPath, '-e', script])) as string[];
  }

  /** As {@link call}, by one UDP datagram each, all from one socket. */
  async callUdp(from: string, host: string, port: number, times = 1): Promise<string[]> {
    const script = `const u=require('node:dgram').createSocket('udp4');const one=()=>new Promise((r)=>{const t=setTimeout(()=>end('timeout'),2000);
      const end=(v)=>{clearTimeout(t);u.removeAllListeners();r(v)};u.once('message',(m)=>end(m+''));u.once('error',(e)=>end(e.code));u.send('x')});
      u.connect(${port},'${host}',async()=>{const a=[];for(let i=0;i<${times};i++)a.push(await one());console.log(JSON.stringify(a));u.close()})`;
    return JSON.parse(await this.in(from)([process.execPath, '-e', script])) as string[];
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.children.map((child) => new Promise<void>((resolve) => {
      if (child.exitCode !== null) return resolve();
      child.removeAllListeners('exit');
      child.once('exit', () => resolve());
      child.kill('SIGKILL');
    })));
    for (const name of this.namespaces.splice(0)) await run(['ip', 'netns', 'del', name]);
  }

  private port(name: string): string { return `v-${name}`.slice(0, 15); }

  private async namespace(short: string): Promise<void> {
    await run(['ip', 'netns', 'add', this.name(short)]);
    this.namespaces.push(this.name(short));
    await this.in(short)(['ip', 'link', 'set', 'lo', 'up']);
  }

  private async attach(name: string, address: string, gateway: string): Promise<void> {
    await this.namespace(name);
    await run(['ip', 'link', 'add', this.port(name), 'netns', this.name('router'), 'type', 'veth', 'peer', 'name', 'eth0', 'netns', this.name(name)]);
    await this.in(name)(['ip', 'addr', 'add', address, 'dev', 'eth0']);
    await this.in(name)(['ip', 'link', 'set', 'eth0', 'up']);
    await this.in(name)(['ip', 'route', 'add', 'default', 'via', gateway]);
  }
}
