import { connect } from 'node:net';
import { dialMessage, failure, joinHostPort, success, type ProbeOutcome } from './outcome.js';

/** Healthy when the port accepts a connection. */
export const tcpProbe = (host: string, port: number, timeoutMs: number): Promise<ProbeOutcome> => new Promise((resolve) => {
  const address = joinHostPort(host, port);
  const socket = connect({ host, port });
  const done = (outcome: ProbeOutcome): void => { clearTimeout(timer); socket.destroy(); resolve(outcome); };
  const timer = setTimeout(() => done(failure(`dial tcp ${address}: i/o timeout`)), timeoutMs);
  socket.on('connect', () => done(success()));
  socket.on('error', (error) => done(failure(dialMessage(error, address))));
});
