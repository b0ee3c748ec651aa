import { pageFlags } from '../../flags.ts';
import { KiranaCommand } from '../../kirana-command.ts';
import { readPage } from '../../read-page.ts';
import { renderTable } from '../../render/table.ts';
import { dateTime } from '../../render/time.ts';

export class KeyList extends KiranaCommand {
  static override summary = 'List API keys, without their texts';
  static override examples = ['<%= config.bin %> key list'];
  static override flags = pageFlags;

  async run() {
    const { flags } = await this.parse(KeyList);
    const kirana = await this.connect(flags);
    const page = await readPage(flags, (query) => kirana.get('/v1/keys', { params: { query } }));
    this.print(
      renderTable(page.items, {
        id: (row) => row.id,
        name: (row) => row.name,
        key: (row) => `…${row.hint}`,
        scopes: (row) => row.scopes.join(' '),
        store: (row) => row.storeId,
        created: (row) => dateTime(row.createdAt),
        revoked: (row) => dateTime(row.revokedAt),
      }),
    );
    return page;
  }
}
