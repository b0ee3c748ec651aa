import { conformance } from '@kirana/adapter-testkit';
import adapter from './index.ts';
import { demoMenu, simulator } from './simulator/index.ts';

conformance(adapter, {
  manifest: new URL('../kirana.manifest.json', import.meta.url),
  fixtures: new URL('../fixtures/', import.meta.url),
  simulator,
  // kept whole, as an attribute of the dish
  maps: { push_menu: ['/items/*/nutrition/**'] },
  holds: () => ({
    'item.upserted': demoMenu().items.flatMap(({ itemid, variation }) => [itemid, ...variation.map(({ id }) => id)]),
  }),
  scorecard: new URL('../scorecard.json', import.meta.url),
});
