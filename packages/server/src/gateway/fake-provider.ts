import { AdapterError, defineAdapter, type Outcome } from '@kirana/adapter';
import { z } from 'zod';

const Body = z.object({ shop: z.string(), store: z.string().nullish(), id: z.string().nullish() });
const Answer = z.object({
  next: z.string().nullable(),
  resume: z.string().optional(),
  complete: z.boolean().optional(),
});
const STATUS: Partial<Record<Outcome['kind'], number>> = {
  accepted: 200,
  duplicate: 200,
  unauthorised: 401,
  unknown_endpoint: 404,
  unavailable: 503,
};

const replyOf = (outcome: Outcome) => ({
  status: STATUS[outcome.kind] ?? 200,
  body: JSON.stringify({ said: outcome.kind }),
});

/** A provider for the tests of the gateway: a token in a header, one message, one question, pages at `<base>/pages/<n>`. */
export const fakeProvider = defineAdapter({
  manifest: {
    id: 'fake',
    apiVersion: 1,
    title: 'Fake provider',
    provider: { url: 'https://provider.example' },
    hosts: ['*'],
    capabilities: {
      entities: { item: { push: 'delta', pull: 'incremental', version: 'none', deletes: 'by_absence' } },
      stock: 'none',
      pullScopes: ['items'],
    },
  },
  sourceSettings: z.strictObject({}),
  connectionSettings: z.strictObject({ base: z.string().default('https://provider.example') }),
  secrets: { token: { description: 'token in the header', required: true } },
  verify: { kind: 'shared-secret', at: { in: 'header', name: 'x-token' }, secret: 'token' },
  route(request) {
    const [endpoint = ''] = request.path.split('/');
    if (endpoint === 'explode') throw new Error('a bug in route');
    if (endpoint === 'status') {
      return { endpoint, account: request.query.shop ?? null, location: request.query.store ?? null, deliveryId: null };
    }
    if (endpoint !== 'items') return null;
    const nothing = { endpoint, account: null, location: null, deliveryId: null };
    try {
      const body = Body.parse(JSON.parse(Buffer.from(request.body).toString()));
      return { endpoint, account: body.shop, location: body.store ?? null, deliveryId: body.id ?? null };
    } catch {
      return nothing;
    }
  },
  endpoints: {
    items: { kind: 'event', normalise: () => ({ changes: [], problems: [], snapshotOf: [] }), reply: replyOf },
    status: {
      kind: 'query',
      reply: (store, outcome) => ({
        status: 200,
        body: JSON.stringify({ said: outcome.kind, open: store?.acceptsOrdersNow }),
      }),
    },
  },
  async pull(context, { scope, since, cursor }) {
    const asked = { ...(scope === null ? {} : { scope }), ...(since === null ? {} : { since }) };
    const query = Object.keys(asked).length === 0 ? '' : `?${new URLSearchParams(asked)}`;
    const answer = await context.http({
      url: `${context.settings.base}/pages/${cursor ?? '1'}${query}`,
      headers: { 'x-token': context.secret('token') },
    });
    const text = Buffer.from(answer.bytes).toString();
    const retryAfterMs = Number(answer.headers['retry-after'] ?? '0') * 1_000;
    if (answer.status === 429) throw new AdapterError('rate_limited', 'slow down', { retryAfterMs });
    if (answer.status === 401) throw new AdapterError('auth', `refused ${context.secret('token')}`);
    if (answer.status !== 200) throw new AdapterError('transient', `status ${answer.status}`);
    const page = Answer.parse(JSON.parse(text));
    const last = page.next === null && page.resume !== undefined ? { resume: page.resume } : {};
    const whole = page.complete === true ? { completes: ['item'] as const } : {};
    return { endpoint: 'items', location: null, bytes: answer.bytes, cursor: page.next, ...last, ...whole };
  },
  async check(context) {
    const answer = await context.http({ url: `${context.settings.base}/check` });
    if (answer.status === 401) throw new AdapterError('auth', 'the key is not good');
    if (answer.status !== 200) throw new AdapterError('transient', 'no good answer');
    return { ok: true, detail: 'in order' };
  },
});
