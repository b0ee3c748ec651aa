import { Args } from '@oclif/core';
import { KiranaCommand } from '../../kirana-command.ts';
import { renderDeadLetter } from '../../render/dead-letter.ts';

export class DeadLetterShow extends KiranaCommand {
  static override summary = 'Show a dead letter';
  static override examples = ['<%= config.bin %> dead-letter show dlq_…'];
  static override args = { letter: Args.string({ required: true, description: 'Id of the dead letter' }) };

  async run() {
    const { args, flags } = await this.parse(DeadLetterShow);
    const kirana = await this.connect(flags);
    const params = { path: { deadLetterId: args.letter } };
    const letter = await kirana.get('/v1/dead-letters/{deadLetterId}', { params });
    this.print(renderDeadLetter(letter));
    return letter;
  }
}
