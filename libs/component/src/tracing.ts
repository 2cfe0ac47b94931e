import type { Attributes, Span } from '@opentelemetry/api';

/** Loaded only when traces are collected: it is what would be paid at every start otherwise. */
type Api = typeof import('@opentelemetry/api');
let api: Api | undefined;

export interface TracingOptions {
  /** `service.name` of everything in this process. */
  readonly service: string;
  /** OTLP over HTTP, such as `http://127.0.0.1:4318`; else the standard variables `OTEL_EXPORTER_OTLP_*` decide. */
  readonly endpoint?: string;
  readonly env?: NodeJS.ProcessEnv;
}

export interface Tracing {
  readonly enabled: boolean;
  /** Sends what is left. */
  stop(): Promise<void>;
}

const OFF: Tracing = { enabled: false, stop: () => Promise.resolve() };

/** Collects traces if there is somewhere to send them; does nothing otherwise. Once per process. */
export async function startTracing({ service, endpoint, env = process.env }: TracingOptions): Promise<Tracing> {
  if (endpoint) env['OTEL_EXPORTER_OTLP_ENDPOINT'] ??= endpoint;
  const wanted = (env['OTEL_EXPORTER_OTLP_ENDPOINT'] || env['OTEL_EXPORTER_OTLP_TRACES_ENDPOINT']) && env['OTEL_SDK_DISABLED'] !== 'true';
  if (!wanted || api) return OFF;
  // Only traces: metrics are scraped, logs go to standard error.
  env['OTEL_TRACES_EXPORTER'] ??= 'otlp';
  env['OTEL_METRICS_EXPORTER'] ??= 'none';
  env['OTEL_LOGS_EXPORTER'] ??= 'none';
  const [{ NodeSDK }, loaded] = await Promise.all([import('@opentelemetry/sdk-node'), import('@opentelemetry/api')]);
  const sdk = new NodeSDK({ serviceName: service, autoDetectResources: false });
  sdk.start();
  api = loaded;
  return {
    enabled: true,
    async stop() {
      api = undefined;
      await sdk.shutdown();
    },
  };
}

/**
 * Runs `fn` inside a span that ends when `fn` does and carries its error. When traces are off this is a call of `fn`.
 * @param name low in cardinality; what varies belongs into the attributes
 */
export function withSpan<R>(name: string, attributes: Attributes, fn: (span: Span | undefined) => R): R {
  if (!api) return fn(undefined);
  const { SpanStatusCode, trace } = api;
  return trace.getTracer('kubets').startActiveSpan(name, { attributes }, (span) => {
    const fail = (error: unknown): never => {
      span.recordException(error instanceof Error ? error : String(error));
      span.setStatus({ code: SpanStatusCode.ERROR, message: error instanceof Error ? error.message : String(error) });
      span.end();
      throw error;
    };
    try {
      const result = fn(span);
      if (result instanceof Promise) return result.then((value: unknown) => { span.end(); return value; }, fail) as R;
      span.end();
      return result;
    } catch (error) {
      return fail(error);
    }
  });
}

/** The current trace context as W3C `traceparent` and `tracestate` headers; empty when there is none. */
export function injectTrace<H extends Record<string, string>>(headers: H): H {
  if (api) api.propagation.inject(api.context.active(), headers);
  return headers;
}

/** Runs `fn` as part of the trace that the headers name. */
export function withRemoteTrace<R>(headers: Readonly<Record<string, string | string[] | undefined>>, fn: () => R): R {
  if (!api || !headers['traceparent']) return fn();
  return api.context.with(api.propagation.extract(api.context.active(), headers), fn);
}
