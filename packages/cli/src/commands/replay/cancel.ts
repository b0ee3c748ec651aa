import { Args } from '@oclif/core';
import { KiranaCommand } from '../../kirana-command.ts';
import { renderReplay } from '../../render/replay.ts';

export class ReplayCancel extends KiranaCommand {
  static override summary = 'Stop a replay after the delivery in hand';
  static override examples = ['<%= config.bin %> replay cancel rpl_…'];
  static override args = { replay: Args.string({ required: true, description: 'Id of the replay' }) };

  async run() {
    const { args, flags } = await this.parse(ReplayCancel);
    const kirana = await this.connect(flags);
    const replay = await kirana.post('/v1/replays/{replayId}/cancel', { params: { path: { replayId: args.replay } } });
    this.print(renderReplay(replay));
    return replay;
  }
}
