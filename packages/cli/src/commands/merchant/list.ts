import { pageFlags } from '../../flags.ts';
import { KiranaCommand } from '../../kirana-command.ts';
import { readPage } from '../../read-page.ts';
import { renderTable } from '../../render/table.ts';
import { dateTime } from '../../render/time.ts';

export class MerchantList extends KiranaCommand {
  static override summary = 'List merchants';
  static override examples = ['<%= config.bin %> merchant list'];
  static override flags = pageFlags;

  async run() {
    const { flags } = await this.parse(MerchantList);
    const kirana = await this.connect(flags);
    const page = await readPage(flags, (query) => kirana.get('/v1/merchants', { params: { query } }));
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
