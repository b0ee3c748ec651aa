import { Flags } from '@oclif/core';
import { hookUrl, saveHook } from '../../context/save-hook.ts';
import { listOf, withEnvTwins } from '../../flags.ts';
import { KiranaCommand } from '../../kirana-command.ts';
import { pairsOf, settingsOf } from '../../pairs.ts';
import { renderSource } from '../../render/source.ts';

export class SourceCreate extends KiranaCommand {
  static override summary = "Make a source: a provider's app as we use it";
  static override description = 'The hook URL holds a secret and is shown this once.';
  static override examples = [
    '<%= config.bin %> source create --adapter petpooja --name "PetPooja" --secret hookSecret=… --save-hook',
  ];
  static override flags = withEnvTwins({
    adapter: Flags.string({ summary: 'Which adapter', required: true }),
    name: Flags.string({ summary: 'Name of the source', required: true }),
    setting: Flags.string({ summary: 'name=value of a setting; the value is JSON or text', multiple: true }),
    secret: Flags.string({ summary: 'name=value of a secret', multiple: true }),
    'allow-unsigned': Flags.boolean({ summary: 'Take messages that nothing proves' }),
    'save-hook': Flags.boolean({ summary: 'Keep hook URL and secrets in the context, for kirana trigger' }),
  });

  async run() {
    const { flags } = await this.parse(SourceCreate);
    const { adapter, name } = flags;
    const secrets = pairsOf(listOf(flags.secret));
    const settings = settingsOf(listOf(flags.setting));
    const kirana = await this.connect(flags);
    const allowUnsigned = flags['allow-unsigned'] ?? false;
    const created = await kirana.post('/v1/sources', { body: { adapter, name, settings, secrets, allowUnsigned } });
    const url = hookUrl((await this.target(flags)).url, created);
    if (flags['save-hook']) await saveHook(this.contextsPath(), flags.context, adapter, { url, secrets });
    this.print(`${renderSource(created.source)}\nhook URL        ${url}`);
    this.note('Give the hook URL to the provider; it is not shown again.');
    return { ...created, hookUrl: url };
  }
}
