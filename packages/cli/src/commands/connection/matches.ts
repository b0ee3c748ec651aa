import { Flags } from '@oclif/core';
import { given, pageFlags, withEnvTwins } from '../../flags.ts';
import { KiranaCommand } from '../../kirana-command.ts';
import { readPage } from '../../read-page.ts';
import { renderTable } from '../../render/table.ts';

export class ConnectionMatches extends KiranaCommand {
  static override summary = 'List things of two providers that may be one';
  static override description = 'Nothing is merged without a person: see kirana connection decide.';
  static override examples = ['<%= config.bin %> connection matches'];
  static override flags = withEnvTwins({
    connection: Flags.string({ summary: 'Only of this connection', helpValue: '<id>' }),
    status: Flags.option({
      summary: 'Only these',
      options: ['open', 'merged', 'kept_apart'] as const,
      default: 'open',
    })(),
    ...pageFlags,
  });

  async run() {
    const { flags } = await this.parse(ConnectionMatches);
    const kirana = await this.connect(flags);
    const filter = given({ connectionId: flags.connection, status: flags.status });
    const page = await readPage(flags, (query) =>
      kirana.get('/v1/matches', { params: { query: { ...query, ...filter } } }),
    );
    this.print(
      renderTable(page.items, {
        id: (row) => row.id,
        kind: (row) => row.entityKind,
        'external id': (row) => row.externalId,
        'names so far': (row) => row.entityId,
        'may be': (row) => row.candidates.join(' '),
        reason: (row) => row.reason,
        status: (row) => row.status,
      }),
    );
    return page;
  }
}
