import { storeFlag } from '../../flags.ts';
import { KiranaCommand } from '../../kirana-command.ts';
import { renderStore } from '../../render/store.ts';

export class StoreShow extends KiranaCommand {
  static override summary = 'Show a store';
  static override examples = ['<%= config.bin %> store show', '<%= config.bin %> store show --store sto_…'];
  static override flags = storeFlag;

  async run() {
    const { flags } = await this.parse(StoreShow);
    const kirana = await this.connect(flags);
    const storeId = await this.storeId(flags);
    const store = await kirana.get('/v1/stores/{storeId}', { params: { path: { storeId } } });
    this.print(renderStore(store));
    return store;
  }
}
