import {
  openSimulatorServer,
  type ProviderSimulator,
  type Simulator,
  type SimulatorOptions,
} from '@kirana/adapter/simulator';
import { DEMO, demoDocuments } from './demo-shop.ts';
import { Site } from './site.ts';
import { answerCall } from './site-api.ts';
import { triggers } from './triggers.ts';

export { DEMO } from './demo-shop.ts';
export { Site } from './site.ts';

/** A site that runs, and what people can do at it. */
export interface ErpnextSimulator extends ProviderSimulator {
  readonly site: Site;
}

const DEFAULT_SIZE = 24;

async function start({ seed = 1, port = 0, size = DEFAULT_SIZE }: SimulatorOptions = {}): Promise<ErpnextSimulator> {
  const site = new Site(demoDocuments({ seed, size }));
  const server = await openSimulatorServer((call) => answerCall(site, call), { port });
  return {
    ...server,
    site,
    effects: site.effects,
    installation: {
      account: DEMO.account,
      locations: Object.keys(DEMO.locations),
      sourceSettings: {},
      connectionSettings: {
        baseUrl: server.baseUrl,
        siteZone: DEMO.siteZone,
        warehouses: DEMO.locations,
        pageSize: 5,
      },
      secrets: { apiKey: DEMO.apiKey, apiSecret: DEMO.apiSecret, webhookSecret: DEMO.webhookSecret },
    },
  };
}

export const simulator = { start, triggers, accountParameter: 'account' } as const satisfies Simulator;
