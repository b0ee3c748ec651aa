import {
  openSimulatorServer,
  type ProviderSimulator,
  type SimulatedAnswer,
  type SimulatedCall,
  type SimulatorOptions,
} from '@kirana/adapter/simulator';
import { batchRetrieveAnswer, searchAnswer } from './catalog-answers.ts';
import { batchCreateAnswer, countsAnswer, type Effect, type KnownKeys } from './inventory-answers.ts';
import { CURRENCY } from './new-objects.ts';
import { refusal } from './refusals.ts';
import type { SquareData } from './square-object.ts';
import { SquareShop } from './square-shop.ts';

export const DEMO_SECRETS = { signatureKey: 'demo-signature-key', accessToken: 'demo-access-token' } as const;

/** A Square of one seller: its shop can be worked with, and its messages taken from it. */
export interface SquareSimulator extends ProviderSimulator {
  readonly shop: SquareShop;
}

const locationsAnswer = ({ locations, merchant }: SquareShop): SimulatedAnswer => ({
  status: 200,
  body: {
    locations: locations.map((id) => ({ id, merchant_id: merchant, name: id, status: 'ACTIVE', currency: CURRENCY })),
  },
});

interface Memory {
  readonly keys: KnownKeys;
  readonly effects: Effect[];
}

function answerOf(shop: SquareShop, call: SimulatedCall, memory: Memory): SimulatedAnswer {
  if (call.headers.authorization !== `Bearer ${DEMO_SECRETS.accessToken}`)
    return refusal(401, 'UNAUTHORIZED', 'This request could not be authorized.');
  if (!/^\d{4}-\d{2}-\d{2}$/.test(call.headers['square-version'] ?? ''))
    return refusal(400, 'INVALID_SQUARE_VERSION_FORMAT', 'The version is no date.');
  const asked = () => JSON.parse(call.body) as SquareData;
  switch (`${call.method} ${call.path}`) {
    case 'GET /v2/locations':
      return locationsAnswer(shop);
    case 'POST /v2/catalog/search':
      return searchAnswer(shop, asked());
    case 'POST /v2/catalog/batch-retrieve':
      return batchRetrieveAnswer(shop, asked());
    case 'POST /v2/inventory/counts/batch-retrieve':
      return countsAnswer(shop, asked());
    case 'POST /v2/inventory/changes/batch-create':
      return batchCreateAnswer(shop, call.body, memory);
    default:
      return refusal(404, 'NOT_FOUND', 'Resource not found.');
  }
}

/** Starts a local Square. Its clock is the shop's, in the `date` of answers too. */
export async function startSquare({ seed, size, port = 0 }: SimulatorOptions = {}): Promise<SquareSimulator> {
  const shop = new SquareShop({ ...(seed === undefined ? {} : { seed }), ...(size === undefined ? {} : { size }) });
  const memory: Memory = { keys: new Map(), effects: [] };
  const server = await openSimulatorServer(
    (call) => {
      const answer = answerOf(shop, call, memory);
      return { ...answer, headers: { date: new Date(shop.now).toUTCString(), ...answer.headers } };
    },
    { port },
  );
  const installation = {
    account: shop.merchant,
    locations: shop.locations,
    sourceSettings: {},
    connectionSettings: { baseUrl: server.baseUrl },
    secrets: DEMO_SECRETS,
  };
  return { ...server, shop, installation, effects: memory.effects };
}
