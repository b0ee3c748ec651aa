import { Counter, Histogram, type Registry } from 'prom-client';

/** What the gateway counts. Labels hold our words only, never what was sent. */
export function hookMetrics(registry: Registry) {
  const requests = new Counter({
    name: 'kirana_hook_requests_total',
    help: 'Webhook requests by adapter and outcome',
    labelNames: ['adapter', 'outcome'] as const,
    registers: [registry],
  });
  const refused = new Counter({
    name: 'kirana_hook_refused_total',
    help: 'Webhook requests that could not be authenticated, by reason',
    labelNames: ['adapter', 'reason'] as const,
    registers: [registry],
  });
  const batch = new Histogram({
    name: 'kirana_delivery_batch_rows',
    help: 'Deliveries that shared one transaction',
    buckets: [1, 2, 4, 8, 16, 32, 64, 128, 256],
    registers: [registry],
  });
  return { requests, refused, batch };
}

export type HookMetrics = ReturnType<typeof hookMetrics>;
