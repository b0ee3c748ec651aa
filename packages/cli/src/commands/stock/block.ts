import { Args, Flags } from '@oclif/core';
import { given, storeFlag, withEnvTwins } from '../../flags.ts';
import { KiranaCommand } from '../../kirana-command.ts';
import { writtenText } from '../../render/stock.ts';
import { happenedFlag, itemArg, onceFlag } from '../../stock-flags.ts';
import { BLOCK_KINDS } from '../../stock-words.ts';

export class StockBlock extends KiranaCommand {
  static override summary = 'Keep units on hand from being sold, or free them again';
  static override examples = [
    '<%= config.bin %> stock block itm_… 3 --kind damaged',
    '<%= config.bin %> stock block itm_… 3 --kind quality_check --free',
  ];
  static override args = {
    ...itemArg,
    quantity: Args.integer({ required: true, min: 1, description: 'Base units' }),
  };
  static override flags = withEnvTwins({
    ...storeFlag,
    kind: Flags.option({
      summary: 'Why they may not be sold',
      options: BLOCK_KINDS,
      required: true,
    })(),
    free: Flags.boolean({ summary: 'They may be sold again' }),
    ...happenedFlag,
    ...onceFlag,
  });

  async run() {
    const { args, flags } = await this.parse(StockBlock);
    const kirana = await this.connect(flags);
    const { kind, free: release, happened: occurredAt } = flags;
    const written = await kirana.post('/v1/stores/{storeId}/stock/blocks', {
      params: { path: { storeId: await this.storeId(flags) } },
      body: { itemId: args.item, quantity: args.quantity, kind, release, ...given({ occurredAt }) },
      ...given({ idempotencyKey: flags.once }),
    });
    this.print(writtenText(written));
    return written;
  }
}
