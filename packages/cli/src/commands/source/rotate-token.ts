import { Args, Flags } from '@oclif/core';
import { hookUrl, saveHook } from '../../context/save-hook.ts';
import { given, withEnvTwins } from '../../flags.ts';
import { KiranaCommand } from '../../kirana-command.ts';
import { renderSource } from '../../render/source.ts';

export class SourceRotateToken extends KiranaCommand {
  static override summary = 'Give a source a new hook URL';
  static override description = 'The one before works until the grace is over. The new one is shown this once.';
  static override examples = ['<%= config.bin %> source rotate-token src_… --grace-seconds 3600'];
  static override args = { source: Args.string({ required: true, description: 'Id of the source' }) };
  static override flags = withEnvTwins({
    'grace-seconds': Flags.integer({ summary: 'How long the one before works too; a day unless given', min: 0 }),
    'save-hook': Flags.boolean({ summary: 'Keep the hook URL in the context, for kirana trigger' }),
  });

  async run() {
    const { args, flags } = await this.parse(SourceRotateToken);
    const kirana = await this.connect(flags);
    const rotated = await kirana.post('/v1/sources/{sourceId}/rotate-token', {
      params: { path: { sourceId: args.source } },
      body: given({ graceSeconds: flags['grace-seconds'] }),
    });
    const url = hookUrl((await this.target(flags)).url, rotated);
    if (flags['save-hook']) await saveHook(this.contextsPath(), flags.context, rotated.source.adapter, { url });
    this.print(`${renderSource(rotated.source)}\nhook URL        ${url}`);
    this.note('Give the hook URL to the provider; it is not shown again.');
    return { ...rotated, hookUrl: url };
  }
}
