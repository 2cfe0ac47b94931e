import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { KUBERNETES_MAJOR, KUBERNETES_MINOR } from '@kubets/component/version';
import { dialMessage, failure, joinHostPort, success, type ProbeOutcome } from './outcome.js';

export interface HttpCheck {
  readonly scheme: 'http' | 'https';
  readonly host: string;
  readonly port: number;
  readonly path: string;
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  readonly timeoutMs: number;
}

const MAX_BODY = 10 * 1024;
const MAX_REDIRECTS = 10;

interface Answer { status: number; location?: string; body: string }

type Headers = Record<string, string | string[]>;

function get(url: URL, headers: Headers, timeoutMs: number): Promise<Answer> {
  const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const request = send(url, { method: 'GET', headers, agent: false, rejectUnauthorized: false, ...(url.protocol === 'https:' ? { servername: '' } : {}) });
    const timer = setTimeout(() => request.destroy(new Error('context deadline exceeded (Client.Timeout exceeded while awaiting headers)')), timeoutMs);
    const finish = (done: () => void): void => { clearTimeout(timer); request.destroy(); done(); };
    request.on('error', (error) => finish(() => reject(error)));
    request.on('response', (response: IncomingMessage) => {
      const parts: Buffer[] = [];
      let length = 0;
      const answer = (): void => finish(() => resolve({
        status: response.statusCode ?? 0, ...(response.headers.location ? { location: response.headers.location } : {}), body: Buffer.concat(parts).toString('utf8').slice(0, MAX_BODY),
      }));
      response.on('data', (chunk: Buffer) => {
        parts.push(chunk);
        length += chunk.length;
        if (length >= MAX_BODY) answer();
      });
      response.on('end', answer);
      response.on('error', (error) => finish(() => reject(error)));
    });
    request.end();
  });
}

/** Headers that occur once travel as plain strings: Node takes a list of one `Host` for a mistake. */
function headersOf(check: HttpCheck): Headers {
  const headers: Record<string, string[]> = {};
  for (const { name, value } of check.headers) (headers[name.toLowerCase()] ??= []).push(value);
  headers['user-agent'] ??= [`kube-probe/${KUBERNETES_MAJOR}.${KUBERNETES_MINOR}`];
  headers.accept ??= ['*/*'];
  // An explicitly empty value asks for the header not to be sent at all.
  for (const name of ['user-agent', 'accept']) if (headers[name]?.every((v) => v === '')) delete headers[name];
  headers.connection = ['close'];
  return Object.fromEntries(Object.entries(headers).map(([name, values]) => [name, values.length === 1 ? values[0] ?? '' : values]));
}

/** Healthy is 200 to 399. Redirects on the same host are followed; one to another host counts as healthy, with a warning. Certificates are not verified. */
export async function httpProbe(check: HttpCheck): Promise<ProbeOutcome> {
  const address = joinHostPort(check.host, check.port);
  const first = new URL(`${check.scheme}://${address}${check.path.startsWith('/') ? '' : '/'}${check.path}`);
  const headers = headersOf(check);
  const deadline = Date.now() + check.timeoutMs;
  let url = first;
  for (let redirects = 0; ; redirects += 1) {
    let answer: Answer;
    try {
      answer = await get(url, headers, Math.max(1, deadline - Date.now()));
    } catch (error) {
      const why = (error as NodeJS.ErrnoException).code ? dialMessage(error, address) : (error as Error).message;
      return failure(`Get "${url.href}": ${why}`);
    }
    const redirect = answer.status >= 300 && answer.status < 400 && answer.location !== undefined;
    if (redirect) {
      const next = new URL(answer.location ?? '', url);
      if (next.hostname !== first.hostname) return { result: 'warning', message: `Probe terminated redirects, Response body: ${answer.body}` };
      if (redirects >= MAX_REDIRECTS) return failure(`Get "${url.href}": stopped after ${MAX_REDIRECTS} redirects`);
      url = next;
      continue;
    }
    if (answer.status >= 200 && answer.status < 400) return success(answer.body);
    return failure(`HTTP probe failed with statuscode: ${answer.status}`);
  }
}
