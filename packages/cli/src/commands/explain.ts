import { Args, Flags } from '@oclif/core';
import { given, storeFlag, withEnvTwins } from '../flags.ts';
import { pastInstant } from '../instant-flag.ts';
import { KiranaCommand } from '../kirana-command.ts';
import { renderExplanation } from '../render/explanation.ts';

export class Explain extends KiranaCommand {
  static override summary = 'Say why an item can or cannot be ordered: which delivery, entry and rule made it so';
  static override examples = [
    '<%= config.bin %> explain itm_…',
    '<%= config.bin %> explain sto_… itm_…',
    '<%= config.bin %> explain itm_… --at 2026-11-22T10:00:00+05:30',
  ];
  static override args = {
    first: Args.string({ required: true, description: 'Id of the store, when an item follows; else of the item' }),
    item: Args.string({ description: 'Id of the item' }),
  };
  static override flags = withEnvTwins({
    ...storeFlag,
    at: pastInstant({ summary: 'As it was then, as far as that is known' }),
    'order-type': Flags.option({
      summary: 'Judge for this order type',
      options: ['delivery', 'pickup', 'dine_in'] as const,
    })(),
  });

  async run() {
    const { args, flags } = await this.parse(Explain);
    const kirana = await this.connect(flags);
    const storeId = args.item === undefined ? await this.storeId(flags) : args.first;
    const path = { storeId, itemId: args.item ?? args.first };
    const query = given({ at: flags.at, orderType: flags['order-type'] });
    const said = await kirana.get('/v1/stores/{storeId}/items/{itemId}/explain', { params: { path, query } });
    this.print(renderExplanation(said));
    return said;
  }
}
