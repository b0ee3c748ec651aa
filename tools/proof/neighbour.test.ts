import { afterAll, beforeAll, expect, test } from 'vitest';
import { demoMenu } from '../../packages/adapters/petpooja/src/simulator/index.ts';
import { openProofServer, type ProofServer } from './proof-server.ts';
import { drained, makeShop, type ProofShop, pushMenu } from './proof-shop.ts';

const LONG_MS = 180_000;
const PER_MINUTE = 600;
const NEIGHBOUR_CALLS = 60;
const LOUD_CALLS = 100 * NEIGHBOUR_CALLS;
const AT_ONCE = 50;

let server: ProofServer;
let loud: ProofShop;
let quiet: ProofShop;

beforeAll(async () => {
  server = await openProofServer({ KIRANA_REQUESTS_PER_MINUTE: String(PER_MINUTE), KIRANA_LOG_LEVEL: 'warn' });
  loud = await makeShop(server, { menu: demoMenu({ items: 10, restaurant: 'loud7kx' }) });
  quiet = await makeShop(server, { menu: demoMenu({ items: 10, restaurant: 'quiet7kx' }) });
  await pushMenu(loud);
  await pushMenu(quiet);
}, LONG_MS);
afterAll(() => server?.close());

interface Heard {
  readonly status: number;
  readonly retryAfter: string | null;
}

async function read({ key, storeId }: ProofShop): Promise<Heard> {
  const headers = { authorization: `Bearer ${key}` };
  const response = await fetch(`${server.url}/v1/stores/${storeId}/catalog`, { headers });
  await response.arrayBuffer();
  return { status: response.status, retryAfter: response.headers.get('retry-after') };
}

test(
  'I15: a hundredfold load of one tenant is refused beyond its limit, and its neighbour hears every answer',
  async () => {
    const heard: Heard[] = [];
    let left = LOUD_CALLS;
    let told = false;
    const loudly = async () => {
      while (left > 0) {
        left -= 1;
        heard.push(await read(loud));
      }
    };
    const startedAt = Date.now();
    const shouting = Promise.all(Array.from({ length: AT_ONCE }, loudly)).then(() => {
      told = true;
    });
    const [dish] = quiet.simulator.menu.items.filter(({ variation }) => variation.length === 0);
    const answers: Heard[] = [];
    const switches: number[] = [];
    let duringLoad = 0;
    for (let call = 0; call < NEIGHBOUR_CALLS; call += 1) {
      answers.push(await read(quiet));
      switches.push((await quiet.simulator.switchItem({ ids: [dish?.itemid ?? ''], on: call % 2 === 1 })).status);
      if (!told) duringLoad += 1;
    }
    await shouting;
    const minutes = (Date.now() - startedAt) / 60_000;
    expect(duringLoad).toBeGreaterThan(0);
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    expect(switches).toEqual(switches.map(() => 200));
    const [taken, refused] = [200, 429].map((status) => heard.filter((one) => one.status === status));
    expect((taken?.length ?? 0) + (refused?.length ?? 0)).toBe(LOUD_CALLS);
    expect(taken?.length).toBeGreaterThan(0);
    expect(taken?.length).toBeLessThanOrEqual(Math.ceil(PER_MINUTE * (1 + minutes)));
    for (const { retryAfter } of refused ?? []) expect(Number(retryAfter)).toBeGreaterThanOrEqual(1);
    await drained(quiet.client);
    const deliveries = await Array.fromAsync(
      quiet.client.items('/v1/deliveries', { params: { query: { limit: 200 } } }),
    );
    expect(deliveries.filter(({ status }) => status === 'applied')).toHaveLength(NEIGHBOUR_CALLS + 1);
  },
  LONG_MS,
);
