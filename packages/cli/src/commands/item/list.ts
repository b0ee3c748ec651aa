import { Flags } from '@oclif/core';
import { given, pageFlags, storeFlag, withEnvTwins } from '../../flags.ts';
import { KiranaCommand } from '../../kirana-command.ts';
import { readPage } from '../../read-page.ts';
import { availabilityText, withVariations } from '../../render/item.ts';
import { money } from '../../render/money.ts';
import { renderTable } from '../../render/table.ts';
import { situationFlags, situationOf } from '../../situation.ts';

export class ItemList extends KiranaCommand {
  static override summary = 'List the items of a store, listed or not';
  static override examples = ['<%= config.bin %> item list --name dosa', '<%= config.bin %> item list --listed no'];
  static override flags = withEnvTwins({
    ...storeFlag,
    name: Flags.string({ summary: 'Only names that contain this' }),
    category: Flags.string({ summary: 'Only in this category', helpValue: '<id>' }),
    listed: Flags.option({ summary: 'Only what is listed, or is not', options: ['yes', 'no'] as const })(),
    ...situationFlags,
    ...pageFlags,
  });

  async run() {
    const { flags } = await this.parse(ItemList);
    const kirana = await this.connect(flags);
    const path = { storeId: await this.storeId(flags) };
    const listed = flags.listed === undefined ? undefined : flags.listed === 'yes' ? 'true' : 'false';
    const filter = { ...given({ name: flags.name, categoryId: flags.category, listed }), ...situationOf(flags) };
    const page = await readPage(flags, (query) =>
      kirana.get('/v1/stores/{storeId}/items', { params: { path, query: { ...query, ...filter } } }),
    );
    this.print(
      renderTable(withVariations(page.items), {
        id: ({ row }) => row.id,
        item: ({ name }) => name,
        price: ({ row }) => money(row.price),
        listed: ({ row }) => row.listed,
        orderable: ({ row }) => availabilityText(row.availability),
      }),
    );
    return page;
  }
}
