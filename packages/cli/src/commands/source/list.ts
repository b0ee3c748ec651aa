import { pageFlags } from '../../flags.ts';
import { KiranaCommand } from '../../kirana-command.ts';
import { readPage } from '../../read-page.ts';
import { renderTable } from '../../render/table.ts';
import { dateTime } from '../../render/time.ts';

export class SourceList extends KiranaCommand {
  static override summary = 'List sources';
  static override examples = ['<%= config.bin %> source list'];
  static override flags = pageFlags;

  async run() {
    const { flags } = await this.parse(SourceList);
    const kirana = await this.connect(flags);
    const page = await readPage(flags, (query) => kirana.get('/v1/sources', { params: { query } }));
    this.print(
      renderTable(page.items, {
        id: (row) => row.id,
        adapter: (row) => row.adapter,
        name: (row) => row.name,
        secrets: (row) => row.secretNames.join(' '),
        created: (row) => dateTime(row.createdAt),
      }),
    );
    return page;
  }
}
