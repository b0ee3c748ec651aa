import { Args, Flags } from '@oclif/core';
import { saveSecret } from '../../context/save-hook.ts';
import { CommandError } from '../../failure.ts';
import { given, withEnvTwins } from '../../flags.ts';
import { KiranaCommand } from '../../kirana-command.ts';
import { pairsOf } from '../../pairs.ts';
import { renderSource } from '../../render/source.ts';

export class SourceRotateSecret extends KiranaCommand {
  static override summary = 'Set a secret of a source';
  static override description = 'The value before is accepted until the grace is over.';
  static override examples = ['<%= config.bin %> source rotate-secret src_… --secret hookSecret=…'];
  static override args = { source: Args.string({ required: true, description: 'Id of the source' }) };
  static override flags = withEnvTwins({
    secret: Flags.string({ summary: 'name=value of the secret', required: true }),
    'grace-seconds': Flags.integer({ summary: 'How long the one before works too; a day unless given', min: 0 }),
    'save-hook': Flags.boolean({ summary: 'Keep the secret in the context, for kirana trigger' }),
  });

  async run() {
    const { args, flags } = await this.parse(SourceRotateSecret);
    const [pair] = Object.entries(pairsOf([flags.secret]));
    if (pair === undefined)
      throw new CommandError('usage', 'USAGE', 'No secret was given.', 'Give --secret name=value.');
    const [name, value] = pair;
    const kirana = await this.connect(flags);
    const source = await kirana.post('/v1/sources/{sourceId}/rotate-secret', {
      params: { path: { sourceId: args.source } },
      body: { name, value, ...given({ graceSeconds: flags['grace-seconds'] }) },
    });
    if (flags['save-hook']) await saveSecret(this.contextsPath(), flags.context, source.adapter, { [name]: value });
    this.print(renderSource(source));
    return source;
  }
}
