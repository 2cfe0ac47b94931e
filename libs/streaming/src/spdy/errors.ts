/** The peer broke the framing rules; the connection cannot go on. */
export class SpdyProtocolError extends Error { override readonly name = 'SpdyProtocolError'; }

/** The peer, or this side, gave up one stream. */
export class SpdyStreamResetError extends Error {
  override readonly name = 'SpdyStreamResetError';
  constructor(readonly streamId: number, readonly status: number) { super(`SPDY stream ${streamId} was reset with status ${status}`); }
}

/** The connection under a stream went away before the stream had ended. */
export class SpdyConnectionClosedError extends Error {
  override readonly name = 'SpdyConnectionClosedError';
  constructor(reason = 'the connection was closed') { super(reason); }
}
