import { pageFlags } from '../../flags.ts';
import { KiranaCommand } from '../../kirana-command.ts';
import { readPage } from '../../read-page.ts';
import { replayColumns } from '../../render/replay.ts';
import { renderTable } from '../../render/table.ts';

export class ReplayList extends KiranaCommand {
  static override summary = 'List replays, the newest first';
  static override examples = ['<%= config.bin %> replay list'];
  static override flags = pageFlags;

  async run() {
    const { flags } = await this.parse(ReplayList);
    const kirana = await this.connect(flags);
    const page = await readPage(flags, (query) => kirana.get('/v1/replays', { params: { query } }));
    this.print(renderTable(page.items, replayColumns));
    return page;
  }
}
