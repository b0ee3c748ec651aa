import { Args } from '@oclif/core';
import { EXIT } from '../../exit-codes.ts';
import { KiranaCommand } from '../../kirana-command.ts';
import { mark } from '../../render/mark.ts';

export class ConnectionCheck extends KiranaCommand {
  static override summary = 'Ask the provider whether the credentials are good';
  static override description = 'Exits with 7 when they are not.';
  static override examples = ['<%= config.bin %> connection check con_…'];
  static override args = { connection: Args.string({ required: true, description: 'Id of the connection' }) };

  async run() {
    const { args, flags } = await this.parse(ConnectionCheck);
    const kirana = await this.connect(flags);
    const params = { path: { connectionId: args.connection } };
    const check = await kirana.post('/v1/connections/{connectionId}/check', { params });
    this.print(`${mark(check.ok)} ${check.detail}`);
    if (!check.ok) this.endWith(EXIT.check.code);
    return check;
  }
}
