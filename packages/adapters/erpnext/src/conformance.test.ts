import type { Command } from '@kirana/adapter';
import { conformance } from '@kirana/adapter-testkit';
import { erpnext } from './adapter.ts';
import { type ErpnextSimulator, simulator } from './simulator/index.ts';

const namesOf = ({ site }: ErpnextSimulator, doctype: string): string[] =>
  (site.documents.all(doctype) ?? []).map(({ name }) => name);

const setStock: Command = {
  kind: 'stock.set',
  id: 'cmd_conformance',
  location: 'juniper-dock',
  lines: [
    { externalId: 'TEA-0005', aliases: [], warehouse: 'Dock - JG', quantity: 77, on: true, until: null },
    { externalId: 'RICE-0004', aliases: [], warehouse: 'Dock - JG', quantity: 1_250, on: true, until: null },
  ],
};

conformance(erpnext, {
  manifest: new URL('../kirana.manifest.json', import.meta.url),
  fixtures: new URL('../fixtures/', import.meta.url),
  scorecard: new URL('../scorecard.json', import.meta.url),
  simulator,
  holds: (provider) => {
    const running = provider as ErpnextSimulator;
    const bins = running.site.documents.all('Bin') ?? [];
    return {
      'item.upserted': namesOf(running, 'Item'),
      'category.upserted': namesOf(running, 'Item Group'),
      'stock.reported': [...new Set(bins.map(({ item_code }) => String(item_code)))],
    };
  },
  commands: () => [setStock],
  refusals: {
    'stock.set': [
      { status: 417, body: { exc_type: 'ValidationError', exception: 'frappe.exceptions.ValidationError: no' } },
    ],
  },
});
