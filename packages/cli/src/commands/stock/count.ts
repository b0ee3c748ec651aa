import { Args, Flags } from '@oclif/core';
import { given, storeFlag, withEnvTwins } from '../../flags.ts';
import { KiranaCommand } from '../../kirana-command.ts';
import { writtenText } from '../../render/stock.ts';
import { happenedFlag, itemArg, onceFlag } from '../../stock-flags.ts';
import { COUNT_REASONS } from '../../stock-words.ts';

export class StockCount extends KiranaCommand {
  static override summary = 'Say how many there are: on hand is this, whatever it was';
  static override description = 'The truth is stored even where it leaves promises uncovered: see kirana shortfalls.';
  static override examples = [
    '<%= config.bin %> stock count itm_… 12',
    '<%= config.bin %> stock count itm_… 40 --reason opening_count --once opening-2026-11-22',
  ];
  static override args = {
    ...itemArg,
    onhand: Args.integer({ required: true, min: 0, description: 'Base units on hand' }),
  };
  static override flags = withEnvTwins({
    ...storeFlag,
    reason: Flags.option({
      summary: 'Why it was counted',
      options: COUNT_REASONS,
      default: 'cycle_count',
    })(),
    ...happenedFlag,
    ...onceFlag,
  });

  async run() {
    const { args, flags } = await this.parse(StockCount);
    const kirana = await this.connect(flags);
    const written = await kirana.post('/v1/stores/{storeId}/stock/counts', {
      params: { path: { storeId: await this.storeId(flags) } },
      body: { itemId: args.item, onHand: args.onhand, reason: flags.reason, ...given({ occurredAt: flags.happened }) },
      ...given({ idempotencyKey: flags.once }),
    });
    this.print(writtenText(written));
    return written;
  }
}
