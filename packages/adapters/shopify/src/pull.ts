import { AdapterError, type Page, type PullRequest, type SnapshotKind } from '@kirana/adapter';
import type { Context } from './graphql.ts';
import { instantText } from './lenient-values.ts';
import { pullChangedLevels, pullChangedProducts } from './pull-changed.ts';
import { pullInBulk, type StepPage, startStep } from './pull-in-bulk.ts';
import { cursorOf, type Position, positionOf, type Step } from './pull-position.ts';

/** What a pull goes through, one step after the other, each at every location. */
interface Plan {
  readonly steps: readonly Step[];
  /** Null: all there is, in bulk. */
  readonly since: string | null;
  /** Whether the next pull may ask for changes only. */
  readonly resumes: boolean;
}

const KINDS: Readonly<Record<Step, readonly SnapshotKind[]>> = { catalog: ['item', 'category'], stock: ['stock'] };

/** To the second, as Shopify's searches and its own times are. */
const toTheSecond = (instant: string): string => instant.replace(/\.\d{3}Z$/, 'Z');

function planOf({ scope, since }: PullRequest): Plan {
  const at = since === null ? null : instantText(since);
  const from = typeof at === 'string' ? toTheSecond(at) : at;
  if (from === undefined) throw new AdapterError('permanent', 'there is no such point to go on from');
  switch (scope) {
    case null:
      return { steps: ['catalog', 'stock'], since: from, resumes: true };
    case 'catalog.whole':
      // What is gone shows by being left out of all there is, and nowhere else.
      return { steps: ['catalog'], since: null, resumes: false };
    case 'catalog':
    case 'stock':
      return { steps: [scope], since: from, resumes: true };
    default:
      throw new AdapterError('permanent', `there is no scope "${scope}"`);
  }
}

function fetchStep(context: Context, position: Position, since: string | null): Promise<StepPage> {
  if (since === null) return pullInBulk(context, position);
  return position.step === 'catalog'
    ? pullChangedProducts(context, position, since)
    : pullChangedLevels(context, position, since);
}

/** The list goes on, or the next location, or the next step, or nothing. */
function following(
  position: Position,
  place: Position['place'],
  { steps }: Plan,
  locations: readonly string[],
): Position | null {
  if (place !== null) return { ...position, place };
  const index = locations.indexOf(position.location);
  if (index < 0) throw new AdapterError('permanent', 'a location was unlinked while it was pulled');
  const location = locations[index + 1];
  if (location !== undefined) return { ...position, location, place: null };
  const step = steps[steps.indexOf(position.step) + 1];
  const first = locations[0];
  return step === undefined || first === undefined
    ? null
    : { ...position, step, location: first, place: null, bulk: null };
}

/** Changes are told a little late, and clocks differ: some are pulled twice, which does no harm. */
const OVERLAP_MS = 120_000;

const resumeOf = ({ startedAt }: Position): string =>
  toTheSecond(new Date(Date.parse(startedAt) - OVERLAP_MS).toISOString());

/**
 * All there is comes from bulk operations, what changed from pages. A page is for one location: the catalog is the same for all of them, and
 * is given to each.
 */
export async function pull(context: Context, request: PullRequest): Promise<Page> {
  const plan = planOf(request);
  const { locations } = context;
  const [step] = plan.steps;
  const [first] = locations;
  if (first === undefined || step === undefined) {
    throw new AdapterError('config', 'no location of the shop is linked to a store');
  }
  const startedAt = context.now().toISOString();
  const position: Position =
    request.cursor === null
      ? { step, location: first, place: null, bulk: null, startedAt }
      : positionOf(request.cursor);
  if (plan.since === null && position.bulk === null) {
    // Its id must be kept before it is waited for: the page has no line, its cursor has the id.
    const bulk = await startStep(context, position.step);
    const { step: endpoint, location } = position;
    return { endpoint, location, bytes: Buffer.from('\n'), cursor: cursorOf({ ...position, bulk }) };
  }
  const { bytes, place } = await fetchStep(context, position, plan.since);
  const next = following(position, place, plan, locations);
  const page = { endpoint: position.step, location: position.location, bytes };
  if (next !== null) return { ...page, cursor: cursorOf(next) };
  return {
    ...page,
    cursor: null,
    ...(plan.resumes ? { resume: resumeOf(position) } : {}),
    ...(plan.since === null ? { completes: plan.steps.flatMap((one) => KINDS[one]) } : {}),
  };
}
