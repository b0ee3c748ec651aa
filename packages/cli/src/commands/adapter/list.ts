import { KiranaCommand } from '../../kirana-command.ts';
import { adapterSummary } from '../../render/adapter.ts';
import { renderTable } from '../../render/table.ts';

export class AdapterList extends KiranaCommand {
  static override summary = 'List the adapters of the server';
  static override examples = ['<%= config.bin %> adapter list'];

  async run() {
    const { flags } = await this.parse(AdapterList);
    const kirana = await this.connect(flags);
    const page = await kirana.get('/v1/adapters');
    this.print(
      renderTable(page.items.map(adapterSummary), {
        id: (row) => row.id,
        title: (row) => row.title,
        stock: (row) => row.stock,
        sends: (row) => row.sends,
        pulls: (row) => row.pulls,
      }),
    );
    return page;
  }
}
