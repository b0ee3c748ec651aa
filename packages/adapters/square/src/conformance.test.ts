import { conformance } from '@kirana/adapter-testkit';
import adapter from './index.ts';
import { type SquareSimulator, simulator } from './simulator/index.ts';

const idsOf = (provider: SquareSimulator, ...types: readonly string[]): string[] =>
  provider.shop.all().flatMap(({ type, id }) => (types.includes(type) ? [id] : []));

conformance(adapter, {
  manifest: new URL('../kirana.manifest.json', import.meta.url),
  fixtures: new URL('../fixtures/', import.meta.url),
  simulator,
  holds: (running) => {
    const provider = running as SquareSimulator;
    return {
      'item.upserted': idsOf(provider, 'ITEM', 'ITEM_VARIATION'),
      'category.upserted': idsOf(provider, 'CATEGORY'),
      'tax.upserted': idsOf(provider, 'TAX'),
      'modifier_group.upserted': idsOf(provider, 'MODIFIER_LIST'),
      'stock.reported': [...new Set([...provider.shop.counts.values()].map(({ variation }) => variation))],
    };
  },
  refusals: {
    'stock.set': [
      {
        status: 200,
        body: {
          errors: [
            { category: 'INVALID_REQUEST_ERROR', code: 'INVALID_VALUE', field: 'changes[0].physical_count.quantity' },
          ],
        },
      },
      { status: 400, body: { errors: [{ category: 'INVALID_REQUEST_ERROR', code: 'BAD_REQUEST' }] } },
    ],
  },
  scorecard: new URL('../scorecard.json', import.meta.url),
});
