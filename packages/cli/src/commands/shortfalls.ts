import { pageFlags, storeFlag, withEnvTwins } from '../flags.ts';
import { KiranaCommand } from '../kirana-command.ts';
import { readPage } from '../read-page.ts';
import { renderTable } from '../render/table.ts';
import { dateTime } from '../render/time.ts';

export class Shortfalls extends KiranaCommand {
  static override summary = 'List goods that left beyond what was on hand, and promises not covered';
  static override examples = ['<%= config.bin %> shortfalls'];
  static override flags = withEnvTwins({ ...storeFlag, ...pageFlags });

  async run() {
    const { flags } = await this.parse(Shortfalls);
    const kirana = await this.connect(flags);
    const path = { storeId: await this.storeId(flags) };
    const page = await readPage(flags, (query) =>
      kirana.get('/v1/stores/{storeId}/shortfalls', { params: { path, query } }),
    );
    this.print(
      renderTable(
        page.items,
        {
          recorded: ({ recordedAt }) => dateTime(recordedAt),
          item: ({ itemId }) => itemId,
          entry: ({ sequence }) => sequence,
          missing: ({ missing }) => missing,
          oversold: ({ oversold }) => oversold,
          'still oversold': ({ oversoldNow }) => oversoldNow,
        },
        'No shortfalls.',
      ),
    );
    return page;
  }
}
