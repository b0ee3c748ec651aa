import { Args } from '@oclif/core';
import { KiranaCommand } from '../../kirana-command.ts';
import { renderReplay } from '../../render/replay.ts';

export class ReplayShow extends KiranaCommand {
  static override summary = 'Show a replay: progress, outcomes, what would change';
  static override examples = ['<%= config.bin %> replay show rpl_…'];
  static override args = { replay: Args.string({ required: true, description: 'Id of the replay' }) };

  async run() {
    const { args, flags } = await this.parse(ReplayShow);
    const kirana = await this.connect(flags);
    const replay = await kirana.get('/v1/replays/{replayId}', { params: { path: { replayId: args.replay } } });
    this.print(renderReplay(replay));
    return replay;
  }
}
