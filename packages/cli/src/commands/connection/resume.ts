import { Args } from '@oclif/core';
import { KiranaCommand } from '../../kirana-command.ts';
import { renderConnection } from '../../render/connection.ts';

export class ConnectionResume extends KiranaCommand {
  static override summary = 'Go on where a connection was paused or held';
  static override examples = ['<%= config.bin %> connection resume con_…'];
  static override args = { connection: Args.string({ required: true, description: 'Id of the connection' }) };

  async run() {
    const { args, flags } = await this.parse(ConnectionResume);
    const kirana = await this.connect(flags);
    const params = { path: { connectionId: args.connection } };
    const connection = await kirana.post('/v1/connections/{connectionId}/resume', { params });
    this.print(renderConnection(connection));
    return connection;
  }
}
