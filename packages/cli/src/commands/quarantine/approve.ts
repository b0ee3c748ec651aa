import { Args } from '@oclif/core';
import { KiranaCommand } from '../../kirana-command.ts';
import { renderQuarantined } from '../../render/quarantine.ts';

export class QuarantineApprove extends KiranaCommand {
  static override summary = 'Do what was held: take the price, or remove what the list leaves out';
  static override examples = ['<%= config.bin %> quarantine approve qua_…'];
  static override args = { change: Args.string({ required: true, description: 'Id of the held change' }) };

  async run() {
    const { args, flags } = await this.parse(QuarantineApprove);
    const kirana = await this.connect(flags);
    const params = { path: { quarantineId: args.change } };
    const held = await kirana.post('/v1/quarantine/{quarantineId}/approve', { params });
    this.print(renderQuarantined(held));
    return held;
  }
}
