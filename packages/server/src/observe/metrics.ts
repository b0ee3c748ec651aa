import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

const HTTP_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];
const FRESHNESS_SECONDS = [0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.5, 1, 2.5, 5, 15, 60, 300];

/** All figures of one process, in a registry of its own. A room may add its own to `registry`. */
export function createMetrics({ processMetrics = false }: { processMetrics?: boolean } = {}) {
  const registry = new Registry();
  if (processMetrics) collectDefaultMetrics({ register: registry });
  const registers = [registry];
  return {
    registry,
    httpSeconds: new Histogram({
      name: 'kirana_http_seconds',
      help: 'Time to answer, by route pattern',
      labelNames: ['route', 'method', 'status'],
      buckets: HTTP_SECONDS,
      registers,
    }),
    refusals: new Counter({
      name: 'kirana_refusals_total',
      help: 'Refused credentials and signatures',
      labelNames: ['code'],
      registers,
    }),
    /** From the receipt of a provider's message to its changes being visible in the API. */
    freshnessSeconds: new Histogram({
      name: 'kirana_freshness_seconds',
      help: 'From receipt of a delivery to its changes being visible',
      labelNames: ['connection'],
      buckets: FRESHNESS_SECONDS,
      registers,
    }),
    liveClients: new Gauge({ name: 'kirana_live_clients', help: 'Open live streams', registers }),
  };
}
export type Metrics = ReturnType<typeof createMetrics>;
