import { Args, Flags } from '@oclif/core';
import { CommandError } from '../../failure.ts';
import { withEnvTwins } from '../../flags.ts';
import { KiranaCommand } from '../../kirana-command.ts';
import { renderFields } from '../../render/fields.ts';

export class ConnectionDecide extends KiranaCommand {
  static override summary = 'Say whether two things are one';
  static override examples = [
    '<%= config.bin %> connection decide mat_… --merge itm_…',
    '<%= config.bin %> connection decide mat_… --keep-apart',
  ];
  static override args = { match: Args.string({ required: true, description: 'Id of the match' }) };
  static override flags = withEnvTwins({
    merge: Flags.string({ summary: 'They are one: this candidate', helpValue: '<id>' }),
    'keep-apart': Flags.boolean({ summary: 'They are two' }),
  });

  async run() {
    const { args, flags } = await this.parse(ConnectionDecide);
    if ((flags.merge === undefined) === !flags['keep-apart']) {
      throw new CommandError('usage', 'USAGE', 'Decide one way.', 'Give either --merge <id> or --keep-apart.');
    }
    const kirana = await this.connect(flags);
    const match = await kirana.post('/v1/matches/{matchId}/decide', {
      params: { path: { matchId: args.match } },
      body: flags.merge === undefined ? { decision: 'keep_apart' } : { decision: 'merge', entityId: flags.merge },
    });
    this.print(renderFields({ match: match.id, status: match.status, 'external id': match.externalId }));
    return match;
  }
}
