import { Args } from '@oclif/core';
import { KiranaCommand } from '../../kirana-command.ts';
import { renderQuarantined } from '../../render/quarantine.ts';

export class QuarantineShow extends KiranaCommand {
  static override summary = 'Show a change that waits for a person';
  static override examples = ['<%= config.bin %> quarantine show qua_…'];
  static override args = { change: Args.string({ required: true, description: 'Id of the held change' }) };

  async run() {
    const { args, flags } = await this.parse(QuarantineShow);
    const kirana = await this.connect(flags);
    const params = { path: { quarantineId: args.change } };
    const held = await kirana.get('/v1/quarantine/{quarantineId}', { params });
    this.print(renderQuarantined(held));
    return held;
  }
}
