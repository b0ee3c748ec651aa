import { Args, Flags } from '@oclif/core';
import { EXIT } from '../../exit-codes.ts';
import { CommandError } from '../../failure.ts';
import { storeFlag, withEnvTwins, yesFlag } from '../../flags.ts';
import { pastInstant } from '../../instant-flag.ts';
import { KiranaCommand } from '../../kirana-command.ts';
import {
  approveReconciliation,
  proposeReconciliation,
  readDifferences,
  readReconciliation,
  rejectReconciliation,
} from '../../reconciling.ts';
import { renderCounts, renderLeftOut, renderReconciliation } from '../../render/reconciliation.ts';
import { onceFlag } from '../../stock-flags.ts';

const LIST = 'WHAT IS COMPARED';
const DECIDE = 'WHAT WAS PROPOSED';
const one = { exclusive: ['file', 'source', 'apply'], helpGroup: DECIDE, helpValue: '<id>' };

export class StockReconcile extends KiranaCommand {
  static override summary = 'Compare stock with what a provider last said, or with counts in a file';
  static override description =
    'Shows what would change and changes nothing, unless --apply is given and it is little. What was proposed is written with --approve: as entries of the ledger, never as edits; what differs otherwise by then is left out.';
  static override examples = [
    '<%= config.bin %> stock reconcile',
    '<%= config.bin %> stock reconcile sto_… --file counts.csv --complete --counted 2h',
    '<%= config.bin %> stock reconcile --source con_… --apply',
    '<%= config.bin %> stock reconcile --approve rec_… --expect 12',
  ];
  static override args = {
    store: Args.string({ description: 'Id of the store; the one of the context unless given' }),
  };
  static override flags = withEnvTwins({
    ...storeFlag,
    file: Flags.string({ summary: 'Counts to compare with: CSV or JSON of ids and quantities', helpGroup: LIST }),
    source: Flags.string({ summary: 'Connection to compare with; with --file, whose ids it uses', helpGroup: LIST }),
    complete: Flags.boolean({ summary: 'What the file leaves out is at 0', dependsOn: ['file'], helpGroup: LIST }),
    counted: pastInstant({ summary: 'When the file was counted', dependsOn: ['file'], helpGroup: LIST }),
    'max-percent': Flags.integer({
      summary: 'Positions that may change without approval',
      default: 20,
      min: 0,
      max: 100,
    }),
    'max-units': Flags.integer({ summary: 'Units that may change without approval', default: 1_000, min: 0 }),
    apply: Flags.boolean({ summary: 'Write it at once where it is within the limits' }),
    approve: Flags.string({ summary: 'Write this one', ...one }),
    expect: Flags.integer({ summary: 'How many changes it has', dependsOn: ['approve'], min: 0, helpGroup: DECIDE }),
    reject: Flags.string({ summary: 'Leave stock as it is', ...one }),
    show: Flags.string({ summary: 'Only show this one', ...one }),
    limit: Flags.integer({ summary: 'Most differences to show', default: 50, min: 1, max: 100_000 }),
    ...onceFlag,
    ...yesFlag,
  });

  async run() {
    const { args, flags } = await this.parse(StockReconcile);
    const kirana = await this.connect(flags);
    const storeId = args.store ?? (await this.storeId(flags));
    const known = flags.approve ?? flags.reject ?? flags.show;
    if ([flags.approve, flags.reject, flags.show].filter((id) => id !== undefined).length > 1) {
      throw new CommandError('usage', 'USAGE', 'Only one of --approve, --reject, --show.', 'See --help.');
    }
    let said =
      flags.reject !== undefined
        ? await rejectReconciliation(kirana, storeId, flags.reject)
        : known !== undefined
          ? await readReconciliation(kirana, storeId, known)
          : await proposeReconciliation(kirana, storeId, flags);
    if (flags.approve !== undefined && said.status !== 'applied') {
      const what = `This writes ${said.changes} counts, ${said.units} units in all.`;
      await this.confirm(flags.yes || flags.expect !== undefined, what, String(said.changes));
      said = await approveReconciliation(kirana, said, flags.expect ?? said.changes);
    }
    const { items, nextCursor } = await readDifferences(kirana, said, flags.limit);
    this.print(renderReconciliation(said));
    if (said.leftOut.count > 0) this.print(renderLeftOut(said));
    this.print(`\n${renderCounts(items)}${nextCursor === null ? '' : `\n… and ${said.changes - items.length} more`}`);
    const isOpen = said.status === 'proposed';
    const next = `kirana stock reconcile ${storeId} --approve ${said.id} --expect ${said.changes}`;
    if (isOpen) this.note(`Nothing was changed. To write it: ${next}`);
    if (said.skipped > 0 || (flags.apply && isOpen)) this.endWith(EXIT.partial.code);
    return { ...said, counts: items };
  }
}
