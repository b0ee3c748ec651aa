import { Args, Flags } from '@oclif/core';
import { storeFlag, withEnvTwins } from '../../flags.ts';
import { KiranaCommand } from '../../kirana-command.ts';
import { renderFields } from '../../render/fields.ts';

export class ConnectionLink extends KiranaCommand {
  static override summary = 'Say which store a location of a connection is';
  static override description = 'Deliveries that came before wait as dead letters: replay them.';
  static override examples = ['<%= config.bin %> connection link con_… --location tulsi7kx --store sto_…'];
  static override args = { connection: Args.string({ required: true, description: 'Id of the connection' }) };
  static override flags = withEnvTwins({
    location: Flags.string({ summary: "The provider's id of the location; its account unless given" }),
    ...storeFlag,
  });

  async run() {
    const { args, flags } = await this.parse(ConnectionLink);
    const kirana = await this.connect(flags);
    const params = { path: { connectionId: args.connection } };
    const location = flags.location ?? (await kirana.get('/v1/connections/{connectionId}', { params })).account;
    const body = { location, storeId: await this.storeId(flags) };
    const linked = await kirana.put('/v1/connections/{connectionId}/locations', { params, body });
    this.print(renderFields({ connection: linked.connectionId, location: linked.location, store: linked.storeId }));
    return linked;
  }
}
