import { Args, Flags } from '@oclif/core';
import { CommandError } from '../../failure.ts';
import { given, storeFlag, withEnvTwins } from '../../flags.ts';
import { futureInstant } from '../../instant-flag.ts';
import { priceOf } from '../../item-edit.ts';
import { KiranaCommand } from '../../kirana-command.ts';

export class ItemEdit extends KiranaCommand {
  static override summary = 'Edit an item: your values beat every provider until they are released';
  static override description =
    'Name and description are the same in all stores of the merchant; the rest is of one store. A switch is a fact of the moment: a newer one from anybody moves it again.';
  static override examples = [
    '<%= config.bin %> item edit itm_… --price 120.00',
    '<%= config.bin %> item edit itm_… --switch off --until 2h',
    '<%= config.bin %> item edit itm_… --name "Masala Dosa (large)"',
  ];
  static override args = { item: Args.string({ required: true, description: 'Id of the item or variation' }) };
  static override flags = withEnvTwins({
    ...storeFlag,
    price: Flags.string({ summary: 'Price, as a decimal' }),
    'list-price': Flags.string({ summary: 'Maximum retail price, as a decimal' }),
    per: Flags.integer({ summary: 'Base units the price is for: 1 piece, 1000 g', min: 1 }),
    switch: Flags.option({ summary: 'On or off sale', options: ['on', 'off'] as const })(),
    until: futureInstant({ summary: 'With --switch off: when it comes back' }),
    listed: Flags.option({ summary: 'Whether the store lists it', options: ['yes', 'no'] as const })(),
    category: Flags.string({ summary: 'Category it stands in', helpValue: '<id>' }),
    rank: Flags.integer({ summary: 'Its place in the menu: the lowest first' }),
    name: Flags.string({ summary: 'Its name' }),
    description: Flags.string({ summary: 'Its description' }),
  });

  async run() {
    const { args, flags } = await this.parse(ItemEdit);
    const kirana = await this.connect(flags);
    const itemId = args.item;
    const itemBody = given({ name: flags.name, description: flags.description });
    const { listed, category: categoryId, rank, until } = flags;
    const words = { price: flags.price, listPrice: flags['list-price'], per: flags.per };
    const touchesStore = [...Object.values(words), flags.switch, listed, categoryId, rank].some(
      (value) => value !== undefined,
    );
    const storeId = touchesStore ? await this.storeId(flags) : '';
    const storeBody = given({
      price: touchesStore ? await priceOf(kirana, storeId, itemId, words) : undefined,
      switch: flags.switch && { on: flags.switch === 'on', until: flags.switch === 'on' ? null : (until ?? null) },
      listed: listed && listed === 'yes',
      categoryId,
      rank,
    });
    if (!touchesStore && Object.keys(itemBody).length === 0) {
      throw new CommandError('usage', 'USAGE', 'There is nothing to edit.', 'Give a value, for example --price 120.00');
    }
    const ofItem =
      Object.keys(itemBody).length === 0
        ? null
        : await kirana.patch('/v1/items/{itemId}', { params: { path: { itemId } }, body: itemBody });
    const atStore = touchesStore
      ? await kirana.patch('/v1/stores/{storeId}/items/{itemId}', {
          params: { path: { storeId, itemId } },
          body: storeBody,
        })
      : null;
    const changed = [...(ofItem?.changed ?? []), ...(atStore?.changed ?? [])];
    this.print(changed.length === 0 ? 'Nothing changed: it was so already.' : `Changed ${changed.join(', ')}.`);
    return { itemId, changed, item: ofItem?.item ?? null, storeItem: atStore?.storeItem ?? null };
  }
}
