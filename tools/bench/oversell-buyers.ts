import { dice } from './seeded.ts';
import { type SellingShop, UNITS_OF_BUNDLE } from './selling-shop.ts';
import { askUntilDecided, type Heard, type Servers } from './stubborn-buyer.ts';

export interface Crowd {
  readonly buyers: number;
  /** Buyers at once. */
  readonly atOnce: number;
  readonly units: number;
}

/** What a buyer has in the end, as the buyer was told. */
export interface Purchase {
  readonly id: string;
  readonly wanted: number;
  readonly outcome: 'refused' | 'held' | 'committed' | 'released';
  /** Refused, but a call that was not heard to its end may hold something all the same: the buyer looks for it by its id. */
  readonly isDoubtful: boolean;
}

const SEED = 11;
const RETRIES_OF_HUNDRED = 20;
const FORGETS_OF_HUNDRED = 10;
const BUNDLES_OF_HUNDRED = 25;
/** Until so many have come, most of what is held is given back, so that the last units are fought over again and again. */
const GIVING_BACK_OF_HUNDRED = 80;
const UNITS_A_BUYER = 1 + BUNDLES_OF_HUNDRED / 100;

interface Buyer {
  readonly id: string;
  readonly itemId: string;
  readonly units: number;
  readonly first: number;
  readonly asksTwice: boolean;
  readonly forget: 'nothing' | 'answer' | 'call';
  readonly afterwards: 'keep' | 'commit' | 'release';
}

/** All of them, decided beforehand from a seed. Shortly before the giving back ends, as many units are kept as there are. */
function makeBuyers(shop: SellingShop, { buyers, units }: Crowd): Buyer[] {
  const roll = dice(SEED);
  const givingBack = (buyers * GIVING_BACK_OF_HUNDRED) / 100;
  const keptOfMillion = Math.round((units / (givingBack * UNITS_A_BUYER)) * 1_000_000);
  return Array.from({ length: buyers }, (_, n): Buyer => {
    const takesBundle = roll(100) < BUNDLES_OF_HUNDRED;
    const isForgetful = roll(100) < FORGETS_OF_HUNDRED;
    const keeps = n >= givingBack || roll(1_000_000) < keptOfMillion;
    return {
      id: `buyer-${n}`,
      itemId: (takesBundle ? shop.bundleId : shop.itemIds[0]) ?? '',
      units: takesBundle ? UNITS_OF_BUNDLE : 1,
      first: roll(1_000),
      asksTwice: roll(100) < RETRIES_OF_HUNDRED,
      forget: isForgetful ? (roll(2) === 0 ? 'answer' : 'call') : 'nothing',
      afterwards: keeps ? (roll(2) === 0 ? 'keep' : 'commit') : 'release',
    };
  });
}

const codeOf = ({ body }: Heard): unknown => (body as { code?: unknown }).code;

/** One buyer from the first question to the end. @throws when two answers to one id differ, or one makes no sense */
async function buy(servers: Servers, path: string, buyer: Buyer): Promise<Purchase> {
  const { id, itemId, first, asksTwice, forget, afterwards } = buyer;
  const question = JSON.stringify({ id, lines: [{ itemId, quantity: 1 }], ttlSeconds: 3_600 });
  const asked = [askUntilDecided(servers, path, question, { first, forget })];
  if (asksTwice) asked.push(askUntilDecided(servers, path, question, { first: first + 1, forget: 'nothing' }));
  const heard = await Promise.all(asked);
  for (const one of heard) {
    const isAnswer = one.status === 201 || codeOf(one) === 'STOCK_INSUFFICIENT';
    if (!isAnswer) throw new Error(`${id} heard ${one.status}: ${JSON.stringify(one.body)}`);
  }
  const bought = (outcome: Purchase['outcome']): Purchase => {
    const isDoubtful = outcome === 'refused' && heard.some((one) => one.isDoubtful);
    return { id, wanted: buyer.units, outcome, isDoubtful };
  };
  // after a refusal the id is free: one of two may come when something was given back
  if (!heard.some(({ status }) => status === 201)) return bought('refused');
  if (afterwards === 'keep') return bought('held');
  const ended = await askUntilDecided(servers, `${path}/${id}/${afterwards}`, '{}', { first: first + 2, forget });
  if (ended.status !== 200)
    throw new Error(`${afterwards} of ${id} heard ${ended.status}: ${JSON.stringify(ended.body)}`);
  return bought(afterwards === 'commit' ? 'committed' : 'released');
}

/** They come and go; `onArrival` is told how many have come. */
export async function letThemBuy(
  servers: Servers,
  shop: SellingShop,
  crowd: Crowd,
  onArrival: (arrived: number) => void,
): Promise<Purchase[]> {
  const path = `/v1/stores/${shop.storeId}/reservations`;
  const waiting = makeBuyers(shop, crowd);
  const purchases: Purchase[] = [];
  let arrived = 0;
  const till = async (): Promise<void> => {
    for (let buyer = waiting[arrived]; buyer !== undefined; buyer = waiting[arrived]) {
      arrived += 1;
      onArrival(arrived);
      purchases.push(await buy(servers, path, buyer));
    }
  };
  await Promise.all(Array.from({ length: crowd.atOnce }, till));
  return purchases;
}
