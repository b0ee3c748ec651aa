import { Args, Flags } from '@oclif/core';
import { editBody, mergedRecord } from '../../edit-body.ts';
import { listOf, withEnvTwins } from '../../flags.ts';
import { KiranaCommand } from '../../kirana-command.ts';
import { settingsOf } from '../../pairs.ts';
import { renderSource } from '../../render/source.ts';

export class SourceEdit extends KiranaCommand {
  static override summary = 'Change the name or settings of a source';
  static override description =
    'What is not given stays, other settings too. Secrets and the hook URL have commands of their own: kirana source rotate-secret, rotate-token.';
  static override examples = [
    '<%= config.bin %> source edit src_… --setting requireAppKey=true',
    '<%= config.bin %> source edit src_… --unset-setting requireAppKey --no-allow-unsigned',
  ];
  static override args = { source: Args.string({ required: true, description: 'Id of the source' }) };
  static override flags = withEnvTwins({
    name: Flags.string({ summary: 'Name of the source' }),
    setting: Flags.string({ summary: 'name=value of a setting; the value is JSON or text', multiple: true }),
    'unset-setting': Flags.string({ summary: 'A setting to leave to its default', multiple: true }),
    'allow-unsigned': Flags.boolean({ summary: 'Take messages that nothing proves, or no longer', allowNo: true }),
  });

  async run() {
    const { args, flags } = await this.parse(SourceEdit);
    const kirana = await this.connect(flags);
    const params = { path: { sourceId: args.source } };
    const settings = await mergedRecord(
      settingsOf(listOf(flags.setting)),
      listOf(flags['unset-setting']),
      async () => (await kirana.get('/v1/sources/{sourceId}', { params })).settings,
    );
    const fields = { name: flags.name, settings, allowUnsigned: flags['allow-unsigned'] };
    const source = await kirana.patch('/v1/sources/{sourceId}', {
      params,
      body: editBody(fields, '--setting requireAppKey=true'),
    });
    this.print(renderSource(source));
    return source;
  }
}
