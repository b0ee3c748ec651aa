import { Args } from '@oclif/core';
import { KiranaCommand } from '../../kirana-command.ts';
import { renderQuarantined } from '../../render/quarantine.ts';

export class QuarantineReject extends KiranaCommand {
  static override summary = 'Leave things as they are';
  static override examples = ['<%= config.bin %> quarantine reject qua_…'];
  static override args = { change: Args.string({ required: true, description: 'Id of the held change' }) };

  async run() {
    const { args, flags } = await this.parse(QuarantineReject);
    const kirana = await this.connect(flags);
    const params = { path: { quarantineId: args.change } };
    const held = await kirana.post('/v1/quarantine/{quarantineId}/reject', { params });
    this.print(renderQuarantined(held));
    return held;
  }
}
