import type { components } from '@kirana/sdk';
import { counted } from './counted.ts';
import { renderDiff } from './diff.ts';
import { renderFields } from './fields.ts';
import { dateTime } from './time.ts';

type Replay = components['schemas']['Replay'];

const countsText = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .map(([name, count]) => `${count} ${name}`)
    .join(', ');

const filterText = ({ filter }: Replay): string =>
  Object.entries(filter)
    .map(([name, value]) => `${name} ${[value].flat().join(' ')}`)
    .join(', ') || 'everything';

const summary = (replay: Replay): string =>
  renderFields({
    id: replay.id,
    status: replay.dryRun ? `${replay.status} (dry run)` : replay.status,
    which: filterText(replay),
    done: `${replay.done} of ${replay.total}`,
    outcome: countsText(replay.outcome),
    asked: `${dateTime(replay.createdAt)} by ${replay.requestedBy}`,
    finished: dateTime(replay.finishedAt),
  });

/** A replay; of a dry run also what would change. */
export function renderReplay(replay: Replay): string {
  const { diff } = replay;
  if (diff === null) return summary(replay);
  const shown = diff.sample.length < diff.changes ? `, the first ${diff.sample.length} shown` : '';
  const problems = diff.problems === 0 ? '' : `; ${diff.problems} entries could not be applied`;
  const told = `${counted(diff.changes, 'change')} in ${counted(diff.deliveries, 'delivery')}${shown}${problems}`;
  return `${summary(replay)}\n\n${renderDiff(diff.sample)}\n\n${told}`;
}

export const replayColumns = {
  id: (row: Replay) => row.id,
  status: (row: Replay) => row.status,
  'dry run': (row: Replay) => row.dryRun,
  which: filterText,
  done: (row: Replay) => `${row.done}/${row.total}`,
  outcome: (row: Replay) => countsText(row.outcome),
  asked: (row: Replay) => dateTime(row.createdAt),
};
