import { Args } from '@oclif/core';
import { storeFlag } from '../../flags.ts';
import { KiranaCommand } from '../../kirana-command.ts';
import { renderTable } from '../../render/table.ts';
import { dateTime } from '../../render/time.ts';

export class ItemSources extends KiranaCommand {
  static override summary = 'Show who says what of an item';
  static override description = 'Each connection, and the people who edited it. A person beats every provider.';
  static override examples = ['<%= config.bin %> item sources itm_…'];
  static override args = { item: Args.string({ required: true, description: 'Id of the item or variation' }) };
  static override flags = storeFlag;

  async run() {
    const { args, flags } = await this.parse(ItemSources);
    const kirana = await this.connect(flags);
    const path = { storeId: await this.storeId(flags), itemId: args.item };
    const sources = await kirana.get('/v1/stores/{storeId}/items/{itemId}/sources', { params: { path } });
    const rows = [...sources.item, ...sources.storeItem].flatMap(({ source, values, edits, updatedAt }) =>
      Object.entries(values).map(([field, value]) => ({ field, source, value, edit: edits[field], updatedAt })),
    );
    this.print(
      renderTable(
        rows.sort((a, b) => a.field.localeCompare(b.field)),
        {
          field: (row) => row.field,
          source: (row) => (row.edit === undefined ? row.source : `${row.source} (${row.edit.by})`),
          value: (row) => (typeof row.value === 'string' ? row.value : JSON.stringify(row.value)),
          said: (row) => dateTime(row.edit?.at ?? row.updatedAt),
        },
      ),
    );
    return sources;
  }
}
