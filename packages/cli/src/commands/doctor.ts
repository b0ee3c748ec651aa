import { EXIT } from '../exit-codes.ts';
import { checkKey, checkReadiness, checkServer, findUnreachable } from '../health.ts';
import { KiranaCommand } from '../kirana-command.ts';
import { mark } from '../render/mark.ts';
import { plain } from '../render/plain.ts';
import { checkStockBooks } from '../stock-books.ts';
import { checkWaitingWork } from '../waiting-work.ts';

export class Doctor extends KiranaCommand {
  static override summary = 'Look whether all is well, and say what to do';
  static override description =
    'The server and its engines, the key, the clocks; then what failed, is held, or waits for a person; then the ledger of stock, recomputed from its entries and compared with positions, stream and menus. Exits with 7 when anything of it is there.';
  static override examples = ['<%= config.bin %> doctor', '<%= config.bin %> doctor --context live --json'];

  async run() {
    const { flags } = await this.parse(Doctor);
    const { url } = await this.target(flags);
    const kirana = await this.connect(flags);
    const unreachable = await findUnreachable(kirana);
    const checks =
      unreachable === undefined
        ? await Promise.all([
            ...checkServer(kirana),
            checkReadiness(kirana),
            checkKey(kirana),
            ...checkWaitingWork(kirana),
            ...checkStockBooks(kirana),
          ])
        : [unreachable];
    if (this.signal.aborted) throw this.signal.reason;
    const ok = checks.every((check) => check.ok);
    this.print(url);
    for (const check of checks) {
      this.print(`${mark(check.ok)} ${check.name.padEnd(12)} ${plain(check.detail)}`);
      if (check.next !== '') this.print(`  ${' '.repeat(12)} ${check.next}`);
    }
    if (!ok) this.endWith(EXIT.check.code);
    return { url, ok, checks };
  }
}
