import { Args, Flags } from '@oclif/core';
import { EXIT } from '../../exit-codes.ts';
import { waitFlag, withEnvTwins } from '../../flags.ts';
import { KiranaCommand } from '../../kirana-command.ts';
import { renderSync } from '../../render/sync.ts';
import { waitFor } from '../../wait-for.ts';

export class SyncStart extends KiranaCommand {
  static override summary = 'Pull from the provider of a connection: everything, a part, or what changed';
  static override description = 'It goes on by itself on the server. With --wait: exits with 5 when it failed.';
  static override examples = [
    '<%= config.bin %> sync start con_… --wait',
    '<%= config.bin %> sync start con_… --scope stock --changed',
  ];
  static override args = { connection: Args.string({ required: true, description: 'Id of the connection' }) };
  static override flags = withEnvTwins({
    ...waitFlag,
    scope: Flags.string({ summary: 'A part that the adapter can pull by itself (kirana adapter info)' }),
    changed: Flags.boolean({ summary: 'Only what changed since the last pull, where the provider can tell' }),
  });

  async run() {
    const { args, flags } = await this.parse(SyncStart);
    const kirana = await this.connect(flags);
    const path = { connectionId: args.connection };
    const part = flags.changed ? ('changed' as const) : ('all' as const);
    const query = { part, ...(flags.scope === undefined ? {} : { scope: flags.scope }) };
    const started = await kirana.post('/v1/connections/{connectionId}/syncs', { params: { path, query } });
    const sync = flags.wait
      ? await waitFor({
          read: () => kirana.get('/v1/syncs/{syncId}', { params: { path: { syncId: started.id } } }),
          isOver: ({ status }) => status === 'done' || status === 'failed',
          progress: ({ status, pages }) => `${status}, ${pages} pages`,
          signal: this.signal,
          isQuiet: this.isQuiet(),
        })
      : started;
    this.print(renderSync(sync));
    if (!flags.wait) this.note(`Look at it later: kirana sync show ${sync.id}`);
    if (sync.status === 'failed') this.endWith(EXIT.remote.code);
    return sync;
  }
}
