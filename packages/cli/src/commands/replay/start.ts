import { Flags } from '@oclif/core';
import { EXIT } from '../../exit-codes.ts';
import { given, listOf, waitFlag, withEnvTwins, yesFlag } from '../../flags.ts';
import { pastInstant } from '../../instant-flag.ts';
import { KiranaCommand } from '../../kirana-command.ts';
import { counted } from '../../render/counted.ts';
import { renderReplay } from '../../render/replay.ts';
import { countReplay, isOver, isPartial, MOST_UNASKED } from '../../start-replay.ts';
import { waitFor } from '../../wait-for.ts';

export class ReplayStart extends KiranaCommand {
  static override summary = 'Apply old deliveries again, or show what that would change';
  static override description =
    'All conditions given hold. --dry-run changes nothing and shows the difference. Replaying twice changes nothing. ' +
    'With --wait or --dry-run: exits with 6 when some could not be applied.';
  static override examples = [
    '<%= config.bin %> <%= command.id %> --delivery dlv_… --dry-run',
    '<%= config.bin %> <%= command.id %> --status dead --since 2d --wait',
  ];
  static override flags = withEnvTwins({
    delivery: Flags.string({ summary: 'This delivery; can be given several times', multiple: true, helpValue: '<id>' }),
    connection: Flags.string({ summary: 'Those of this connection', helpValue: '<id>' }),
    status: Flags.option({ summary: 'Those that ended so', options: ['applied', 'stale', 'dead'] as const })(),
    since: pastInstant({ summary: 'Received at or after' }),
    until: pastInstant({ summary: 'Received before' }),
    endpoint: Flags.string({ summary: 'Those at this endpoint of the adapter' }),
    'dry-run': Flags.boolean({ summary: 'Only show what would change' }),
    'per-second': Flags.integer({ summary: 'At most so many a second; 50 unless given', min: 1, max: 1_000 }),
    ...waitFlag,
    ...yesFlag,
  });

  async run() {
    const { flags } = await this.parse(ReplayStart);
    const { connection: connectionId, status, since, until, endpoint } = flags;
    const ids = listOf(flags.delivery);
    const deliveryIds = ids.length === 0 ? undefined : [...ids];
    const dryRun = flags['dry-run'] ?? false;
    const filter = given({ deliveryIds, connectionId, status, since, until, endpoint, perSecond: flags['per-second'] });
    const kirana = await this.connect(flags);
    if (!dryRun && deliveryIds === undefined && !flags.yes) {
      const count = await countReplay(kirana, filter);
      this.note(`${counted(count, 'delivery')} ${count === 1 ? 'matches' : 'match'}.`);
      if (count > MOST_UNASKED)
        await this.confirm(flags.yes, `This applies ${counted(count, 'delivery')} again.`, String(count));
    }
    const started = await kirana.post('/v1/replays', { body: { ...filter, dryRun } });
    const params = { path: { replayId: started.id } };
    const waits = dryRun || flags.wait;
    const replay = waits
      ? await waitFor({
          read: () => kirana.get('/v1/replays/{replayId}', { params }),
          isOver,
          progress: ({ done, total }) => `${done} of ${total} deliveries`,
          signal: this.signal,
          isQuiet: this.isQuiet(),
        })
      : started;
    this.print(renderReplay(replay));
    if (!waits) this.note(`Look at it later: kirana replay show ${replay.id}`);
    if (replay.status === 'failed') this.endWith(EXIT.remote.code);
    else if (isPartial(replay)) this.endWith(EXIT.partial.code);
    return replay;
  }
}

/** `kirana replay …` is `kirana replay start …`. */
export class Replay extends ReplayStart {}
