import type { PluginDefinition } from '../../server/plugin.js';
import { rcodeName, typeName } from '../../wire/codes.js';
import { children, counter, gauge, histogram } from '../../metrics.js';
import { endpointPlugin } from '../endpoint-plugin.js';

const SIZES = [0, 100, 200, 300, 400, 511, 1023, 2047, 4095, 8291, 16_000, 32_000, 48_000, 64_000];

/** Counts requests and answers and publishes the metrics at `:9153/metrics`. */
export const prometheus: PluginDefinition = {
  name: 'prometheus',
  setup: (setup) => {
    const { metrics } = setup.host;
    const requests = counter(metrics, 'coredns_dns_requests_total', 'Queries received', ['server', 'zone', 'view', 'proto', 'family', 'type']);
    const responses = counter(metrics, 'coredns_dns_responses_total', 'Answers sent', ['server', 'zone', 'view', 'rcode', 'plugin']);
    const durations = histogram(metrics, 'coredns_dns_request_duration_seconds', 'Seconds from a query to its answer', ['server', 'zone', 'view'], Array.from({ length: 16 }, (_, n) => 0.00025 * 2 ** n));
    const requestSizes = histogram(metrics, 'coredns_dns_request_size_bytes', 'Bytes of queries', ['server', 'zone', 'view', 'proto'], SIZES);
    const responseSizes = histogram(metrics, 'coredns_dns_response_size_bytes', 'Bytes of answers', ['server', 'zone', 'view', 'proto'], SIZES);
    gauge(metrics, 'coredns_build_info', 'Version', ['version']).set({ version: 'kubets' }, 1);
    const of = children((zone, proto, family, type, rcode) => {
      const base = { server: 'dns://', zone: zone || '.', view: '' };
      return {
        request: requests.labels({ ...base, proto: proto!, family: family!, type: type! }), response: responses.labels({ ...base, rcode: rcode!, plugin: '' }),
        duration: durations.labels(base), requestSize: requestSizes.labels({ ...base, proto: proto! }), responseSize: responseSizes.labels({ ...base, proto: proto! }),
      };
    });
    const plugin = endpointPlugin(setup, ':9153', '/metrics', (_request, response) => {
      void metrics.metrics().then((text) => response.writeHead(200, { 'content-type': metrics.contentType }).end(text), () => response.writeHead(500).end());
    });
    return {
      ...plugin,
      handle: (request, next) => {
        request.after(({ answer, size, seconds }) => {
          const child = of(request.zone, request.protocol, request.client.includes(':') ? '2' : '1', typeName(request.query.type), rcodeName(answer.rcode));
          child.request.inc();
          child.response.inc();
          child.duration.observe(seconds);
          child.requestSize.observe(request.query.bytes.length);
          child.responseSize.observe(size);
        });
        return next(request);
      },
    };
  },
};
