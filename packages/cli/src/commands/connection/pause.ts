import { Args } from '@oclif/core';
import { KiranaCommand } from '../../kirana-command.ts';
import { renderConnection } from '../../render/connection.ts';

export class ConnectionPause extends KiranaCommand {
  static override summary = 'Hold back what comes in; it is kept and waits in order';
  static override examples = ['<%= config.bin %> connection pause con_…'];
  static override args = { connection: Args.string({ required: true, description: 'Id of the connection' }) };

  async run() {
    const { args, flags } = await this.parse(ConnectionPause);
    const kirana = await this.connect(flags);
    const params = { path: { connectionId: args.connection } };
    const connection = await kirana.post('/v1/connections/{connectionId}/pause', { params });
    this.print(renderConnection(connection));
    return connection;
  }
}
