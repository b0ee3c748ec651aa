import { Args, Flags } from '@oclif/core';
import { given, storeFlag, withEnvTwins } from '../../flags.ts';
import { KiranaCommand } from '../../kirana-command.ts';
import { writtenText } from '../../render/stock.ts';
import { happenedFlag, itemArg, onceFlag } from '../../stock-flags.ts';
import { RECEIVE_REASONS } from '../../stock-words.ts';

export class StockReceive extends KiranaCommand {
  static override summary = 'Goods came in';
  static override examples = [
    '<%= config.bin %> stock receive itm_… 24 --once invoice-881',
    '<%= config.bin %> stock receive itm_… 24 --lot B-2217 --expires 2026-12-31 --ordered',
  ];
  static override args = {
    ...itemArg,
    quantity: Args.integer({ required: true, min: 1, description: 'Base units that came' }),
  };
  static override flags = withEnvTwins({
    ...storeFlag,
    lot: Flags.string({ summary: 'Name of their batch' }),
    expires: Flags.string({ summary: 'Last date on which they may be sold, for example 2026-12-31' }),
    ordered: Flags.boolean({ summary: 'They were incoming, which goes down with them' }),
    reason: Flags.option({
      summary: 'Where they are from',
      options: RECEIVE_REASONS,
      default: 'purchase',
    })(),
    ...happenedFlag,
    ...onceFlag,
  });

  async run() {
    const { args, flags } = await this.parse(StockReceive);
    const kirana = await this.connect(flags);
    const line = { itemId: args.item, quantity: args.quantity, ...given({ lot: flags.lot, expiresOn: flags.expires }) };
    const written = await kirana.post('/v1/stores/{storeId}/stock/receipts', {
      params: { path: { storeId: await this.storeId(flags) } },
      body: { lines: [line], reason: flags.reason, ordered: flags.ordered, ...given({ occurredAt: flags.happened }) },
      ...given({ idempotencyKey: flags.once }),
    });
    this.print(writtenText(written));
    return written;
  }
}
