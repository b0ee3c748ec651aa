import { pageFlags } from '../../flags.ts';
import { KiranaCommand } from '../../kirana-command.ts';
import { readPage } from '../../read-page.ts';
import { subscriptionState } from '../../render/subscription.ts';
import { renderTable } from '../../render/table.ts';

export class WebhookList extends KiranaCommand {
  static override summary = 'List who gets events by webhook';
  static override examples = ['<%= config.bin %> webhook list'];
  static override flags = pageFlags;

  async run() {
    const { flags } = await this.parse(WebhookList);
    const kirana = await this.connect(flags);
    const page = await readPage(flags, (query) => kirana.get('/v1/subscriptions', { params: { query } }));
    this.print(
      renderTable(page.items, {
        id: (row) => row.id,
        url: (row) => row.url,
        kinds: (row) => row.kinds.join(' '),
        store: (row) => row.storeId,
        state: subscriptionState,
      }),
    );
    return page;
  }
}
