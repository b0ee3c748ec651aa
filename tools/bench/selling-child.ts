import { openServer, readConfig } from '../../packages/server/src/index.ts';
import { answerParent } from './answer-parent.ts';
import { openSellingShop, type SellingShop, type SellingShopOptions } from './selling-shop.ts';

/** The server under test with a shop that sells from counted stock. Argument: the shop to make, as JSON; without, another process made it. */
export interface SellingHello {
  readonly url: string;
  readonly shop: SellingShop | null;
}

const [asked] = process.argv.slice(2);
const server = await openServer(readConfig(process.env));
const shop =
  asked === undefined ? null : await openSellingShop(server.database, JSON.parse(asked) as SellingShopOptions);
answerParent({ url: server.url, shop } satisfies SellingHello, () => server.close());
