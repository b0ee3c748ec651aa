import { Args } from '@oclif/core';
import { KiranaCommand } from '../../kirana-command.ts';

export class KeyRevoke extends KiranaCommand {
  static override summary = 'Revoke a key and the browser tokens made with it';
  static override description = 'In force within 5 seconds on every server process.';
  static override examples = ['<%= config.bin %> key revoke key_…'];
  static override args = { key: Args.string({ required: true, description: 'Id of the key' }) };

  async run() {
    const { args, flags } = await this.parse(KeyRevoke);
    const kirana = await this.connect(flags);
    const revoked = await kirana.delete('/v1/keys/{keyId}', { params: { path: { keyId: args.key } } });
    this.print(`Revoked ${revoked.id} (${revoked.name}).`);
    return revoked;
  }
}
