import type { components, KiranaClient } from '@kirana/sdk';

type Replay = components['schemas']['Replay'];
type Request = components['schemas']['ReplayRequest'];

/** Above this many, a person must have said yes. */
export const MOST_UNASKED = 1_000;

export const isOver = ({ status }: Replay): boolean => status !== 'running';

/** How many deliveries a filter means now: a dry run is asked for and stopped. */
export async function countReplay(kirana: KiranaClient, filter: Omit<Request, 'dryRun'>): Promise<number> {
  const asked = await kirana.post('/v1/replays', { body: { ...filter, dryRun: true } });
  if (!isOver(asked)) {
    // it may end by itself meanwhile
    await kirana.post('/v1/replays/{replayId}/cancel', { params: { path: { replayId: asked.id } } }).catch(() => {});
  }
  return asked.total;
}

/** Did all of it go well? */
export const isPartial = ({ outcome, diff }: Replay): boolean =>
  (outcome.dead ?? 0) + (outcome.failed ?? 0) + (diff?.problems ?? 0) > 0;
