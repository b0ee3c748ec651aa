import { storeFlag } from '../../flags.ts';
import { KiranaCommand } from '../../kirana-command.ts';
import { renderStore } from '../../render/store.ts';
import { setStoreStatus } from '../../set-store-status.ts';

export class StoreOpen extends KiranaCommand {
  static override summary = 'Open a store: it takes orders in its hours';
  static override examples = ['<%= config.bin %> store open'];
  static override flags = storeFlag;

  async run() {
    const { flags } = await this.parse(StoreOpen);
    const kirana = await this.connect(flags);
    const store = await setStoreStatus(kirana, await this.storeId(flags), { state: 'open' });
    this.print(renderStore(store));
    return store;
  }
}
