import { Args } from '@oclif/core';
import { EXIT } from '../../exit-codes.ts';
import { KiranaCommand } from '../../kirana-command.ts';
import { renderDeadLetter } from '../../render/dead-letter.ts';

export class DeadLetterRetry extends KiranaCommand {
  static override summary = 'Apply the delivery of a dead letter again';
  static override description =
    'What was applied before, and what is newer, stays. What is in the way, such as a held connection, is told at once. ' +
    'Exits with 6 when it could not be applied again.';
  static override examples = ['<%= config.bin %> dead-letter retry dlq_…'];
  static override args = { letter: Args.string({ required: true, description: 'Id of the dead letter' }) };

  async run() {
    const { args, flags } = await this.parse(DeadLetterRetry);
    const kirana = await this.connect(flags);
    const params = { path: { deadLetterId: args.letter } };
    // the server answers within 30 s, after the work
    const letter = await kirana.post('/v1/dead-letters/{deadLetterId}/retry', { params, timeoutMs: 60_000 });
    this.print(renderDeadLetter(letter));
    if (letter.status === 'open') this.endWith(EXIT.partial.code);
    return letter;
  }
}
