import { Args } from '@oclif/core';
import { KiranaCommand } from '../../kirana-command.ts';
import { renderConnection } from '../../render/connection.ts';

export class ConnectionShow extends KiranaCommand {
  static override summary = 'Show a connection';
  static override examples = ['<%= config.bin %> connection show con_…'];
  static override args = { connection: Args.string({ required: true, description: 'Id of the connection' }) };

  async run() {
    const { args, flags } = await this.parse(ConnectionShow);
    const kirana = await this.connect(flags);
    const params = { path: { connectionId: args.connection } };
    const connection = await kirana.get('/v1/connections/{connectionId}', { params });
    this.print(renderConnection(connection));
    return connection;
  }
}
