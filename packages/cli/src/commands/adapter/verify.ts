import { Args } from '@oclif/core';
import { readAdapterPackage } from '../../adapter-package/read-package.ts';
import { trustOf, verifyPackage } from '../../adapter-package/verify-package.ts';
import { EXIT } from '../../exit-codes.ts';
import { KiranaCommand } from '../../kirana-command.ts';
import { renderTrust } from '../../render/adapter.ts';
import { mark } from '../../render/mark.ts';
import { plain } from '../../render/plain.ts';

export class AdapterVerify extends KiranaCommand {
  static override summary = 'Look at an adapter package without running it, and say what it would be trusted with';
  static override description =
    'Reads package.json and the static manifest; no code of the package runs. Exits with 7 when a server would refuse it. Whether the ' +
    'adapter is right is for: kirana adapter test.';
  static override examples = [
    '<%= config.bin %> adapter verify',
    '<%= config.bin %> adapter verify node_modules/kirana-adapter-tamarind',
  ];
  static override args = { dir: Args.string({ description: 'Folder of the package', default: '.' }) };

  async run() {
    const { args } = await this.parse(AdapterVerify);
    const adapter = await readAdapterPackage(args.dir);
    const checks = verifyPackage(adapter);
    const trust = trustOf(adapter);
    for (const check of checks) {
      this.print(`${mark(check.ok)} ${check.name.padEnd(12)} ${plain(check.detail)}`);
      if (check.next !== '') this.print(`  ${' '.repeat(12)} ${check.next}`);
    }
    if (trust !== undefined) this.print(`\n${renderTrust(trust)}`);
    const ok = checks.every((check) => check.ok);
    if (!ok) this.endWith(EXIT.check.code);
    return { folder: adapter.folder, ok, checks, trust: trust ?? null };
  }
}
