import type { SpdyConnection, SpdyOptions } from '../spdy/connection.js';
import type { StreamingTimeouts } from '../timeouts.js';
import { forwardConnection, type PortConnector } from './forward.js';
import { StreamPairs } from './pairs.js';

/** Any number of connections to any ports over one SPDY connection, until the client hangs up. */
export async function forwardOverSpdy(open: (accept: SpdyOptions['accept']) => SpdyConnection, connect: PortConnector, timeouts: StreamingTimeouts): Promise<void> {
  const pairs = new StreamPairs(timeouts.streamCreation);
  const connection = open((stream) => pairs.check(stream));
  connection.on('stream', (stream) => {
    // Nothing is sent to the error stream, but its end must be read.
    if (stream.headers.get('streamtype') === 'error') stream.resume();
    const pair = pairs.add(stream);
    if (pair) void forwardConnection(pair.port, pair.data, pair.error, connect, true);
  });
  await connection.closed;
  pairs.close();
}
