import { Flags } from '@oclif/core';
import { given, pageFlags, withEnvTwins } from '../../flags.ts';
import { KiranaCommand } from '../../kirana-command.ts';
import { readPage } from '../../read-page.ts';
import { quarantineColumns } from '../../render/quarantine.ts';
import { renderTable } from '../../render/table.ts';

export class QuarantineList extends KiranaCommand {
  static override summary = 'List changes that wait for a person, the newest first';
  static override examples = ['<%= config.bin %> quarantine list'];
  static override flags = withEnvTwins({
    status: Flags.option({
      summary: 'Only these',
      options: ['open', 'approved', 'rejected', 'superseded'] as const,
      default: 'open',
    })(),
    connection: Flags.string({ summary: 'Only of this connection', helpValue: '<id>' }),
    ...pageFlags,
  });

  async run() {
    const { flags } = await this.parse(QuarantineList);
    const kirana = await this.connect(flags);
    const filter = given({ status: flags.status, connectionId: flags.connection });
    const page = await readPage(flags, (query) =>
      kirana.get('/v1/quarantine', { params: { query: { ...query, ...filter } } }),
    );
    this.print(renderTable(page.items, quarantineColumns));
    return page;
  }
}
