import { Args } from '@oclif/core';
import { given, storeFlag, withEnvTwins } from '../../flags.ts';
import { KiranaCommand } from '../../kirana-command.ts';
import { writtenText } from '../../render/stock.ts';
import { happenedFlag, itemArg, onceFlag } from '../../stock-flags.ts';

export class StockTrack extends KiranaCommand {
  static override summary = 'Count an item from now on, or know only its switch';
  static override description =
    'Items of a provider that reports no counts are untracked: they are held without limit. Counted, an item starts at what is on hand.';
  static override examples = ['<%= config.bin %> stock track itm_… counted'];
  static override args = {
    ...itemArg,
    tracking: Args.string({ required: true, options: ['counted', 'untracked'], description: 'How' }),
  };
  static override flags = withEnvTwins({ ...storeFlag, ...happenedFlag, ...onceFlag });

  async run() {
    const { args, flags } = await this.parse(StockTrack);
    const kirana = await this.connect(flags);
    const tracking = args.tracking === 'counted' ? 'counted' : 'untracked';
    const written = await kirana.post('/v1/stores/{storeId}/stock/tracking', {
      params: { path: { storeId: await this.storeId(flags) } },
      body: { itemId: args.item, tracking, ...given({ occurredAt: flags.happened }) },
      ...given({ idempotencyKey: flags.once }),
    });
    this.print(writtenText(written));
    return written;
  }
}
