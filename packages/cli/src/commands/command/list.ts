import { Flags } from '@oclif/core';
import { given, pageFlags, withEnvTwins } from '../../flags.ts';
import { KiranaCommand } from '../../kirana-command.ts';
import { readPage } from '../../read-page.ts';
import { commandColumns } from '../../render/command.ts';
import { renderTable } from '../../render/table.ts';

export class CommandList extends KiranaCommand {
  static override summary = 'List what providers were asked to do, the newest first';
  static override examples = ['<%= config.bin %> command list --status failed'];
  static override flags = withEnvTwins({
    connection: Flags.string({ summary: 'Only to this connection', helpValue: '<id>' }),
    status: Flags.option({
      summary: 'Only those',
      options: ['pending', 'taken', 'done', 'refused', 'failed'] as const,
    })(),
    ...pageFlags,
  });

  async run() {
    const { flags } = await this.parse(CommandList);
    const kirana = await this.connect(flags);
    const filter = given({ connectionId: flags.connection, status: flags.status });
    const page = await readPage(flags, (query) =>
      kirana.get('/v1/commands', { params: { query: { ...query, ...filter } } }),
    );
    this.print(renderTable(page.items, commandColumns));
    return page;
  }
}
