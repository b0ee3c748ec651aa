import { Args, Flags } from '@oclif/core';
import { editBody, mergedRecord } from '../../edit-body.ts';
import { listOf, withEnvTwins } from '../../flags.ts';
import { KiranaCommand } from '../../kirana-command.ts';
import { ranksOf, settingsOf } from '../../pairs.ts';
import { renderConnection } from '../../render/connection.ts';
import { salesInCountFlags } from '../../sales-in-count-flags.ts';
import { sendingFlags } from '../../sending-flags.ts';

export class ConnectionEdit extends KiranaCommand {
  static override summary = 'Change a connection: settings, rank, how often it is pulled';
  static override description =
    'What is not given stays, other settings and ranks too. A new rank counts from the next delivery on.';
  static override examples = [
    '<%= config.bin %> connection edit con_… --snapshot-switches always',
    '<%= config.bin %> connection edit con_… --rank 10 --authority priceMinor=200',
    '<%= config.bin %> connection edit con_… --pull-every-minutes 0',
    '<%= config.bin %> connection edit con_… --settle-seconds 60',
  ];
  static override args = { connection: Args.string({ required: true, description: 'Id of the connection' }) };
  static override flags = withEnvTwins({
    name: Flags.string({ summary: 'Name of the connection' }),
    setting: Flags.string({ summary: 'name=value of a setting; the value is JSON or text', multiple: true }),
    'unset-setting': Flags.string({ summary: 'A setting to leave to its default', multiple: true }),
    rank: Flags.integer({ summary: 'Authority where sources differ: the lowest wins' }),
    authority: Flags.string({ summary: 'field=rank, where a field has its own', multiple: true }),
    'unset-authority': Flags.string({ summary: 'A field that has the rank of the connection again', multiple: true }),
    'snapshot-switches': Flags.option({
      summary: 'Whether the on/off of items in a full menu is believed',
      options: ['first', 'always', 'never'] as const,
    })(),
    'pull-every-minutes': Flags.integer({ summary: 'Pull this often; 0: on demand only', min: 0 }),
    ...salesInCountFlags,
    ...sendingFlags,
  });

  async run() {
    const { args, flags } = await this.parse(ConnectionEdit);
    const kirana = await this.connect(flags);
    const params = { path: { connectionId: args.connection } };
    const read = () => kirana.get('/v1/connections/{connectionId}', { params });
    const pullEvery = flags['pull-every-minutes'];
    const fields = {
      name: flags.name,
      settings: await mergedRecord(
        settingsOf(listOf(flags.setting)),
        listOf(flags['unset-setting']),
        async () => (await read()).settings,
      ),
      rank: flags.rank,
      authority: await mergedRecord(
        ranksOf(listOf(flags.authority)),
        listOf(flags['unset-authority']),
        async () => (await read()).authority,
      ),
      snapshotSwitches: flags['snapshot-switches'],
      pullEveryMinutes: pullEvery === 0 ? null : pullEvery,
      stockSettleSeconds: flags['settle-seconds'],
      acknowledgesSales: flags['acknowledges-sales'],
      sendsStock: flags['sends-stock'],
      sendsStoreStatus: flags['sends-store-status'],
    };
    const connection = await kirana.patch('/v1/connections/{connectionId}', {
      params,
      body: editBody(fields, '--rank 10'),
    });
    this.print(renderConnection(connection));
    return connection;
  }
}
