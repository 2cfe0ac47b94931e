import { manualClock } from '@kubets/client/testing/manual-clock';
import { connectionError } from '@kubets/client/connection-error';
import type { Transport, TransportResponse } from '@kubets/client/transport';
import { waitForApiServer } from './wait-for-api-server.js';

type Outcome = number | string;

/** Answers with a status, or fails with an error code, one after the other; the last one for ever. */
const serverThat = (...outcomes: Outcome[]): Transport & { asked: number } => {
  const transport = {
    server: 'https://api:6443', asked: 0, close() {},
    async request(): Promise<TransportResponse> {
      const outcome = outcomes[Math.min(transport.asked++, outcomes.length - 1)]!;
      if (typeof outcome === 'string') throw connectionError('https://api:6443', Object.assign(new Error(outcome), { code: outcome }));
      return { status: outcome, headers: {}, bytes: async () => Buffer.alloc(0), async* stream() {} };
    },
  };
  return transport;
};

describe('waitForApiServer', () => {
  const log: string[] = [];
  const logger = { info: (message: string) => { log.push(message); }, warn: (message: string) => { log.push(message); } };
  beforeEach(() => { log.length = 0; });
  const wait = (transport: Transport, signal = new AbortController().signal, clock = manualClock()) => ({ clock, done: waitForApiServer({ transport, log: logger, signal, clock, random: () => 0 }) });

  it('says nothing when the server is ready, or answers something else than that it is not', async () => {
    await wait(serverThat(200)).done;
    await wait(serverThat(403)).done;
    expect(log).toEqual([]);
  });

  it('asks less and less often, and says each reason once', async () => {
    const transport = serverThat('ECONNREFUSED', 'ECONNREFUSED', 'ECONNREFUSED', 500, 500, 200);
    const { clock, done } = wait(transport);
    for (const [ms, asked] of [[200, 2], [400, 3], [800, 4], [1600, 5], [3200, 6]] as const) {
      await clock.advance(ms - 1);
      expect(transport.asked).toBe(asked - 1);
      await clock.advance(1);
      expect(transport.asked).toBe(asked);
    }
    await done;
    expect(log).toEqual([expect.stringMatching(/^waiting: cannot reach the API server at https:\/\/api:6443: nothing listens there/), 'waiting: the API server at https://api:6443 is not ready yet', 'the API server is ready']);
  });

  it.each([
    ['SELF_SIGNED_CERT_IN_CHAIN', /signed by another certificate authority.*the kubeconfig must hold/],
    ['ERR_TLS_CERT_ALTNAME_INVALID', /for another host name or address/],
    ['ERR_SSL_TLSV1_ALERT_UNKNOWN_CA', /refuses the client certificate of the kubeconfig/],
    [401, /does not accept the credentials of the kubeconfig \(401 Unauthorized\)/],
  ])('does not wait for what time does not cure: %s', async (outcome, message) => {
    await expect(wait(serverThat(outcome)).done).rejects.toMatchObject({ name: 'UserError', exitCode: 1, message: expect.stringMatching(message) as string });
  });

  it('stops waiting when told to', async () => {
    const stop = new AbortController();
    const { clock, done } = wait(serverThat('ECONNREFUSED'), stop.signal);
    await clock.advance(100);
    stop.abort(new Error('stopping'));
    await expect(done).rejects.toThrow('stopping');
  });
});
