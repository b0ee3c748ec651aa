import { storeFlag, withEnvTwins } from '../../flags.ts';
import { KiranaCommand } from '../../kirana-command.ts';
import { availabilityText, withVariations } from '../../render/item.ts';
import { money } from '../../render/money.ts';
import { renderTable } from '../../render/table.ts';
import { situationFlags, situationOf } from '../../situation.ts';

export class StoreCatalog extends KiranaCommand {
  static override summary = 'Show the whole menu of a store';
  static override description =
    'What can be ordered now, and why not. --json gives all of it: categories, modifiers, taxes.';
  static override examples = [
    '<%= config.bin %> store catalog',
    '<%= config.bin %> store catalog --order-type delivery --json',
  ];
  static override flags = withEnvTwins({ ...storeFlag, ...situationFlags });

  async run() {
    const { flags } = await this.parse(StoreCatalog);
    const kirana = await this.connect(flags);
    const catalog = await kirana.stores.catalog(await this.storeId(flags), situationOf(flags));
    const categories = new Map(catalog.categories.map(({ id, name }) => [id, name]));
    this.print(
      renderTable(
        withVariations(catalog.items),
        {
          category: ({ row }) => categories.get(row.categoryId ?? ''),
          item: ({ name }) => name,
          price: ({ row }) => money(row.price),
          orderable: ({ row }) => availabilityText(row.availability),
          id: ({ row }) => row.id,
        },
        'The store lists no items.',
      ),
    );
    this.note(`${catalog.store.name}: ${catalog.items.length} items, version ${catalog.version}`);
    return catalog;
  }
}
