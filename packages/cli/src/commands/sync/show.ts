import { Args } from '@oclif/core';
import { KiranaCommand } from '../../kirana-command.ts';
import { renderSync } from '../../render/sync.ts';

export class SyncShow extends KiranaCommand {
  static override summary = 'Show a sync and what it found';
  static override examples = ['<%= config.bin %> sync show syn_…'];
  static override args = { sync: Args.string({ required: true, description: 'Id of the sync' }) };

  async run() {
    const { args, flags } = await this.parse(SyncShow);
    const kirana = await this.connect(flags);
    const sync = await kirana.get('/v1/syncs/{syncId}', { params: { path: { syncId: args.sync } } });
    this.print(renderSync(sync));
    return sync;
  }
}
