import type { operations } from '@kirana/sdk';
import { Args, Flags } from '@oclif/core';
import { storeFlag, withEnvTwins } from '../../flags.ts';
import { isItemField } from '../../item-edit.ts';
import { KiranaCommand } from '../../kirana-command.ts';

type StoreField = operations['releaseStoreItemEdit']['parameters']['path']['field'];

export class ItemRelease extends KiranaCommand {
  static override summary = 'Give an edited field of an item back to the providers';
  static override examples = ['<%= config.bin %> item release itm_… --field price'];
  static override args = { item: Args.string({ required: true, description: 'Id of the item or variation' }) };
  static override flags = withEnvTwins({
    ...storeFlag,
    field: Flags.string({ summary: 'Which field: see kirana item sources', required: true }),
  });

  async run() {
    const { args, flags } = await this.parse(ItemRelease);
    const kirana = await this.connect(flags);
    const { field } = flags;
    const itemId = args.item;
    const released = isItemField(field)
      ? await kirana.delete('/v1/items/{itemId}/edits/{field}', { params: { path: { itemId, field } } })
      : await kirana.delete('/v1/stores/{storeId}/items/{itemId}/edits/{field}', {
          // the server knows which fields there are
          params: { path: { storeId: await this.storeId(flags), itemId, field: field as StoreField } },
        });
    const { changed } = released;
    this.print(changed.length === 0 ? `Released ${field}; its value stays the same.` : `Released ${field}.`);
    return { itemId, field, changed };
  }
}
