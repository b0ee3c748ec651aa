import { Flags } from '@oclif/core';
import { given, pageFlags, withEnvTwins } from '../../flags.ts';
import { pastInstant } from '../../instant-flag.ts';
import { KiranaCommand } from '../../kirana-command.ts';
import { readPage } from '../../read-page.ts';
import { renderTable } from '../../render/table.ts';
import { dateTime } from '../../render/time.ts';

export class DeliveryList extends KiranaCommand {
  static override summary = 'List deliveries, the newest first';
  static override examples = [
    '<%= config.bin %> delivery list --status dead',
    '<%= config.bin %> delivery list --since 2h --endpoint push_menu',
  ];
  static override flags = withEnvTwins({
    status: Flags.option({
      summary: 'Only these',
      options: ['pending', 'applied', 'duplicate', 'stale', 'dead'] as const,
    })(),
    connection: Flags.string({ summary: 'Only of this connection', helpValue: '<id>' }),
    endpoint: Flags.string({ summary: 'Only at this endpoint of the adapter' }),
    since: pastInstant({ summary: 'Received at or after' }),
    until: pastInstant({ summary: 'Received before' }),
    ...pageFlags,
  });

  async run() {
    const { flags } = await this.parse(DeliveryList);
    const { status, connection: connectionId, endpoint, since, until } = flags;
    const kirana = await this.connect(flags);
    const filter = given({ status, connectionId, endpoint, since, until });
    const page = await readPage(flags, (query) =>
      kirana.get('/v1/deliveries', { params: { query: { ...query, ...filter } } }),
    );
    this.print(
      renderTable(page.items, {
        id: (row) => row.id,
        received: (row) => dateTime(row.receivedAt),
        endpoint: (row) => row.endpoint,
        location: (row) => row.location,
        status: (row) => row.status,
        changed: (row) => row.changed,
        problems: (row) => row.problems,
        error: (row) => row.code,
      }),
    );
    return page;
  }
}
