import { Args } from '@oclif/core';
import { KiranaCommand } from '../../kirana-command.ts';
import { renderDeadLetter } from '../../render/dead-letter.ts';

export class DeadLetterSkip extends KiranaCommand {
  static override summary = 'Put a dead letter aside: nothing more is to be done about it';
  static override examples = ['<%= config.bin %> dead-letter skip dlq_…'];
  static override args = { letter: Args.string({ required: true, description: 'Id of the dead letter' }) };

  async run() {
    const { args, flags } = await this.parse(DeadLetterSkip);
    const kirana = await this.connect(flags);
    const params = { path: { deadLetterId: args.letter } };
    const letter = await kirana.post('/v1/dead-letters/{deadLetterId}/skip', { params });
    this.print(renderDeadLetter(letter));
    return letter;
  }
}
