import { Flags } from '@oclif/core';
import { given, pageFlags, withEnvTwins } from '../../flags.ts';
import { KiranaCommand } from '../../kirana-command.ts';
import { readPage } from '../../read-page.ts';
import { deadLetterColumns } from '../../render/dead-letter.ts';
import { renderTable } from '../../render/table.ts';

export class DeadLetterList extends KiranaCommand {
  static override summary = 'List what could not be applied, the newest first';
  static override examples = [
    '<%= config.bin %> dead-letter list',
    '<%= config.bin %> dead-letter list --code ITEM_INVALID',
  ];
  static override flags = withEnvTwins({
    status: Flags.option({
      summary: 'Only these',
      options: ['open', 'resolved', 'skipped'] as const,
      default: 'open',
    })(),
    connection: Flags.string({ summary: 'Only of this connection', helpValue: '<id>' }),
    code: Flags.string({ summary: 'Only with this code' }),
    ...pageFlags,
  });

  async run() {
    const { flags } = await this.parse(DeadLetterList);
    const kirana = await this.connect(flags);
    const filter = given({ status: flags.status, connectionId: flags.connection, code: flags.code });
    const page = await readPage(flags, (query) =>
      kirana.get('/v1/dead-letters', { params: { query: { ...query, ...filter } } }),
    );
    this.print(renderTable(page.items, deadLetterColumns));
    return page;
  }
}
