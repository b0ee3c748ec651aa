import { pageFlags, withEnvTwins } from '../../flags.ts';
import { KiranaCommand } from '../../kirana-command.ts';
import { readPage } from '../../read-page.ts';
import { renderTable } from '../../render/table.ts';
import { dateTime } from '../../render/time.ts';
import { rootFlag } from '../../root-flag.ts';

export class TenantList extends KiranaCommand {
  static override summary = 'List all tenants';
  static override examples = ['<%= config.bin %> tenant list'];
  static override flags = withEnvTwins({ ...rootFlag, ...pageFlags });

  async run() {
    const { flags } = await this.parse(TenantList);
    const kirana = await this.connectAsRoot(flags);
    const page = await readPage(flags, (query) => kirana.get('/v1/tenants', { params: { query } }));
    this.print(
      renderTable(page.items, {
        id: (row) => row.id,
        name: (row) => row.name,
        created: (row) => dateTime(row.createdAt),
      }),
    );
    return page;
  }
}
