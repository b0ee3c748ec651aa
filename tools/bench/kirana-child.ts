import { openServer, ROLES, readConfig, type ServerRole } from '../../packages/server/src/index.ts';
import { type DemoShop, openDemoShop } from '../demo/demo-shop.ts';
import { answerParent } from './answer-parent.ts';

/** The server under test, on the engines that the environment names, with a shop made over its API. Arguments: the roles; all without. */
export interface KiranaHello {
  readonly url: string;
  readonly shop: DemoShop;
}

const config = readConfig(process.env);
const roles = ROLES.filter((role) => process.argv.includes(role)) as ServerRole[];
const whole = await openServer(config);
const { shop } = await openDemoShop(whole, config.KIRANA_DATA, { key: undefined, fetchMenuUrl: 'http://127.0.0.1:9/' });
let server = whole;
if (roles.length > 0) {
  await whole.close();
  server = await openServer(config, { roles });
}
answerParent({ url: server.url, shop } satisfies KiranaHello, () => server.close());
