import { Flags } from '@oclif/core';
import { given, listOf, withEnvTwins } from '../../flags.ts';
import { KiranaCommand } from '../../kirana-command.ts';
import { settingsOf } from '../../pairs.ts';
import { renderConnection } from '../../render/connection.ts';
import { salesInCountFlags } from '../../sales-in-count-flags.ts';
import { sendingFlags } from '../../sending-flags.ts';

export class ConnectionCreate extends KiranaCommand {
  static override summary = 'Connect an account of a source to a merchant';
  static override examples = [
    '<%= config.bin %> connection create --source src_… --merchant mer_… --account tulsi7kx --name "Indiranagar"',
  ];
  static override flags = withEnvTwins({
    source: Flags.string({ summary: 'Id of the source', required: true, helpValue: '<id>' }),
    merchant: Flags.string({ summary: 'Id of the merchant', required: true, helpValue: '<id>' }),
    account: Flags.string({ summary: "The provider's id of the account", required: true }),
    name: Flags.string({ summary: 'Name of the connection', required: true }),
    setting: Flags.string({ summary: 'name=value of a setting; the value is JSON or text', multiple: true }),
    rank: Flags.integer({ summary: 'Authority where sources differ: the lowest wins' }),
    'snapshot-switches': Flags.option({
      summary: 'Whether the on/off of items in a full menu is believed',
      options: ['first', 'always', 'never'] as const,
    })(),
    'pull-every-minutes': Flags.integer({ summary: 'Pull this often; on demand only unless given', min: 1 }),
    ...salesInCountFlags,
    ...sendingFlags,
  });

  async run() {
    const { flags } = await this.parse(ConnectionCreate);
    const kirana = await this.connect(flags);
    const connection = await kirana.post('/v1/connections', {
      body: {
        sourceId: flags.source,
        merchantId: flags.merchant,
        account: flags.account,
        name: flags.name,
        settings: settingsOf(listOf(flags.setting)),
        ...given({
          rank: flags.rank,
          snapshotSwitches: flags['snapshot-switches'],
          pullEveryMinutes: flags['pull-every-minutes'],
          stockSettleSeconds: flags['settle-seconds'],
          acknowledgesSales: flags['acknowledges-sales'],
          sendsStock: flags['sends-stock'],
          sendsStoreStatus: flags['sends-store-status'],
        }),
      },
    });
    this.print(renderConnection(connection));
    this.note(`Say which store it is: kirana connection link ${connection.id} --store <id>`);
    return connection;
  }
}
