import { Flags } from '@oclif/core';
import { storeFlag, withEnvTwins } from '../../flags.ts';
import { futureInstant } from '../../instant-flag.ts';
import { KiranaCommand } from '../../kirana-command.ts';
import { renderStore } from '../../render/store.ts';
import { setStoreStatus } from '../../set-store-status.ts';

export class StorePause extends KiranaCommand {
  static override summary = 'Pause a store for a while';
  static override description = 'With --until it opens again by itself.';
  static override examples = ['<%= config.bin %> store pause --until 30m --reason "no riders"'];
  static override flags = withEnvTwins({
    ...storeFlag,
    until: futureInstant({ summary: 'When it opens again' }),
    reason: Flags.string({ summary: 'Why, for people' }),
  });

  async run() {
    const { flags } = await this.parse(StorePause);
    const kirana = await this.connect(flags);
    const { until: returnAt, reason } = flags;
    const store = await setStoreStatus(kirana, await this.storeId(flags), { state: 'paused', returnAt, reason });
    this.print(renderStore(store));
    return store;
  }
}
