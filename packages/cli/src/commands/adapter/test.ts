import { Args } from '@oclif/core';
import { readAdapterPackage } from '../../adapter-package/read-package.ts';
import { runKit } from '../../adapter-package/run-kit.ts';
import { EXIT } from '../../exit-codes.ts';
import { KiranaCommand } from '../../kirana-command.ts';
import { renderKit } from '../../render/adapter.ts';

export class AdapterTest extends KiranaCommand {
  static override summary = 'Run the conformance kit of an adapter package, and show its scorecard';
  static override description =
    "Runs the package's own vitest, so its code runs, with your rights. Exits with 7 when a check or test fails.";
  static override examples = ['<%= config.bin %> adapter test', '<%= config.bin %> adapter test ../tamarind --json'];
  static override args = { dir: Args.string({ description: 'Folder of the package', default: '.' }) };

  async run() {
    const { args } = await this.parse(AdapterTest);
    const { folder } = await readAdapterPackage(args.dir);
    const { ok, lines } = await runKit(folder, this.signal);
    this.print(renderKit(lines));
    if (!ok) this.endWith(EXIT.check.code);
    return { folder, ok, lines };
  }
}
