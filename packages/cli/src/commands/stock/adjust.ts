import { Flags } from '@oclif/core';
import { given, storeFlag, withEnvTwins } from '../../flags.ts';
import { KiranaCommand } from '../../kirana-command.ts';
import { writtenText } from '../../render/stock.ts';
import { happenedFlag, itemArg, onceFlag } from '../../stock-flags.ts';
import { ADJUST_REASONS, BLOCK_KINDS } from '../../stock-words.ts';

export class StockAdjust extends KiranaCommand {
  static override summary = 'So many units more or fewer, and why';
  static override examples = [
    '<%= config.bin %> stock adjust itm_… --by=-3 --reason spoiled',
    '<%= config.bin %> stock adjust itm_… --by=-1 --reason damaged --from damaged',
    '<%= config.bin %> stock adjust itm_… --by 2 --reason found',
  ];
  static override args = itemArg;
  static override flags = withEnvTwins({
    ...storeFlag,
    by: Flags.integer({ summary: 'Base units more, or fewer when below zero', required: true }),
    reason: Flags.option({
      summary: 'Why',
      options: ADJUST_REASONS,
      required: true,
    })(),
    from: Flags.option({
      summary: 'They were blocked as this',
      options: BLOCK_KINDS,
    })(),
    ...happenedFlag,
    ...onceFlag,
  });

  async run() {
    const { args, flags } = await this.parse(StockAdjust);
    const kirana = await this.connect(flags);
    const { by: quantity, reason, from, happened: occurredAt } = flags;
    const written = await kirana.post('/v1/stores/{storeId}/stock/adjustments', {
      params: { path: { storeId: await this.storeId(flags) } },
      body: { itemId: args.item, quantity, reason, ...given({ from, occurredAt }) },
      ...given({ idempotencyKey: flags.once }),
    });
    this.print(writtenText(written));
    return written;
  }
}
