import { Args } from '@oclif/core';
import { KiranaCommand } from '../../kirana-command.ts';
import { renderSource } from '../../render/source.ts';

export class SourceShow extends KiranaCommand {
  static override summary = 'Show a source; of its secrets only the names';
  static override examples = ['<%= config.bin %> source show src_…'];
  static override args = { source: Args.string({ required: true, description: 'Id of the source' }) };

  async run() {
    const { args, flags } = await this.parse(SourceShow);
    const kirana = await this.connect(flags);
    const source = await kirana.get('/v1/sources/{sourceId}', { params: { path: { sourceId: args.source } } });
    this.print(renderSource(source));
    return source;
  }
}
