import { Args, Flags } from '@oclif/core';
import { EXIT } from '../../exit-codes.ts';
import { given, storeFlag, withEnvTwins } from '../../flags.ts';
import { KiranaCommand } from '../../kirana-command.ts';
import { renderFindings } from '../../render/reconciliation.ts';
import { checkBooks } from '../../stock-books.ts';

export class StockCheck extends KiranaCommand {
  static override summary = 'Recompute stock from its entries, and compare it with positions, holds and stream';
  static override description = 'Reads and changes nothing. Exits with 7 when the books do not agree with themselves.';
  static override examples = ['<%= config.bin %> stock check', '<%= config.bin %> stock check sto_… --item itm_…'];
  static override args = {
    store: Args.string({ description: 'Id of the store; the one of the context unless given' }),
  };
  static override flags = withEnvTwins({
    ...storeFlag,
    item: Flags.string({ summary: 'Only this item', helpValue: '<id>' }),
  });

  async run() {
    const { args, flags } = await this.parse(StockCheck);
    const kirana = await this.connect(flags);
    const storeId = args.store ?? (await this.storeId(flags));
    const books = await checkBooks(kirana, storeId, given({ itemId: flags.item }));
    const { positions, entries, findings, found, isWhole } = books;
    const faults = findings.filter(({ severity }) => severity === 'fault');
    if (findings.length > 0) this.print(renderFindings(findings));
    const rest = isWhole ? '' : ' It stopped there: that is enough to look at.';
    const verdict = found === 0 ? 'all is well' : `${found} found, ${faults.length} of those shown are faults`;
    this.print(`${positions} positions recomputed from ${entries} entries: ${verdict}.${rest}`);
    if (faults.length > 0) this.endWith(EXIT.check.code);
    return { storeId, ok: faults.length === 0, ...books };
  }
}
