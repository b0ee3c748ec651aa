import { Args } from '@oclif/core';
import { storeFlag, withEnvTwins } from '../../flags.ts';
import { KiranaCommand } from '../../kirana-command.ts';
import { renderFields } from '../../render/fields.ts';
import { availabilityText } from '../../render/item.ts';
import { money } from '../../render/money.ts';
import { dateTime } from '../../render/time.ts';
import { situationFlags, situationOf } from '../../situation.ts';

export class ItemShow extends KiranaCommand {
  static override summary = 'Show an item or variation as a store sells it';
  static override examples = ['<%= config.bin %> item show itm_…'];
  static override args = { item: Args.string({ required: true, description: 'Id of the item' }) };
  static override flags = withEnvTwins({ ...storeFlag, ...situationFlags });

  async run() {
    const { args, flags } = await this.parse(ItemShow);
    const kirana = await this.connect(flags);
    const answer = await kirana.stores.item(await this.storeId(flags), args.item, situationOf(flags));
    const { item } = answer;
    this.print(
      renderFields({
        id: item.id,
        name: item.name,
        price: money(item.price),
        orderable: availabilityText(item.availability),
        switch: item.switch.on ? 'on' : `off until ${dateTime(item.switch.until) ?? 'switched on'}`,
        listed: item.listed,
        category: item.categoryId,
        parent: item.parentId,
        variations: item.variations.map(({ name }) => name).join(', '),
        diet: item.diet,
        tags: item.tags.join(' '),
        version: answer.version,
      }),
    );
    return answer;
  }
}
