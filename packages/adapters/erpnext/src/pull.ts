import { createHash } from 'node:crypto';
import { AdapterError, type Page, type PullRequest } from '@kirana/adapter';
import type { Context } from './frappe-call.ts';
import { type List, newestChange, type Place, type Rows, rowsAfter } from './frappe-list.ts';
import { type Cursor, readCursor, readMarks } from './pull-cursor.ts';
import { enclose, itemsBody, itemsOfPrices, rowsBody } from './pull-items.ts';
import { changedSince, DOCTYPES, type Marks, type Plan, planOf, type StepName } from './pull-steps.ts';
import { warehousesOf } from './settings.ts';
import { lookAgainFrom, siteDate } from './site-time.ts';

/** Rows of what is only listed. */
const LISTED_PER_PAGE = 500;
/** A price may be that of a template with many variants, each a call. */
const PRICES_PER_PAGE = 20;

interface Pull {
  readonly context: Context;
  readonly steps: readonly StepName[];
  readonly since: Marks | null;
}

/** How far the next pull of changes can rely on this one is read before anything else is: what changes from then on is for that one. */
async function begin({ context }: Pull, steps: readonly StepName[]): Promise<Cursor> {
  const modified: Record<string, string | null> = {};
  for (const doctype of new Set(steps.map((step) => DOCTYPES[step]))) {
    modified[doctype] = await newestChange(context, doctype);
  }
  const day = siteDate(context.now(), context.settings.siteZone);
  return { marks: { modified, day, asked: askedFor(context) }, location: 0, step: 0, after: null };
}

/** The same for the same stores, warehouses and price list. */
function askedFor({ locations, settings }: Context): string {
  const asked = locations.map((location) => [location, warehousesOf(settings, location)]);
  return createHash('sha256')
    .update(JSON.stringify([settings.priceList, asked]))
    .digest('base64url')
    .slice(0, 16);
}

/** Null: everything is to be pulled, as nothing was before, or not for the same stores. */
function usableMarks(context: Context, since: string | null, plan: Plan): Marks | null {
  if (since === null || plan.changes === null) return null;
  const marks = readMarks(since);
  return marks.asked === askedFor(context) ? marks : null;
}

function listFor({ context, since }: Pull, step: StepName, location: string, today: string): List {
  const { settings } = context;
  const { siteZone: zone, overlapSeconds, priceList, pageSize } = settings;
  const doctype = DOCTYPES[step];
  const mark = since?.modified[doctype] ?? null;
  const from = lookAgainFrom(mark, { zone, now: context.now(), overlapSeconds });
  const changed = since === null ? [] : changedSince(step, from, [since.day, today]);
  switch (step) {
    case 'groups':
      return { doctype, fields: ['*'], filters: changed, limit: LISTED_PER_PAGE };
    case 'items':
      return { doctype, fields: ['name', 'modified'], filters: changed, limit: pageSize };
    case 'rows':
      return { doctype, fields: ['*'], filters: changed, limit: pageSize };
    case 'bins': {
      const within = ['warehouse', 'in', warehousesOf(settings, location)] as const;
      return { doctype, fields: ['*'], filters: [within, ...changed], limit: LISTED_PER_PAGE };
    }
    default: {
      const fields = ['name', 'modified', 'item_code'];
      return { doctype, fields, filters: [['price_list', '=', priceList], ...changed], limit: PRICES_PER_PAGE };
    }
  }
}

async function bodyOf(context: Context, step: StepName, found: Rows): Promise<Pick<Page, 'endpoint' | 'bytes'>> {
  switch (step) {
    case 'groups':
    case 'bins':
      return { endpoint: step, bytes: enclose({ answers: found.answers }) };
    case 'rows':
      return { endpoint: 'items', bytes: await rowsBody(context, found) };
    case 'items':
      return {
        endpoint: 'items',
        bytes: await itemsBody(
          context,
          found.rows.map(({ name }) => String(name)),
        ),
      };
    default:
      return { endpoint: 'items', bytes: await itemsBody(context, await itemsOfPrices(context, found.rows)) };
  }
}

/** Nothing begins or ends twice on one day. */
const isIdle = (step: StepName, { since }: Pull, today: string): boolean =>
  (step === 'starting' || step === 'ending') && since !== null && since.day >= today;

function after(cursor: Cursor, next: Place | null, pull: Pull): Cursor | null {
  if (next !== null) return { ...cursor, after: [...next] };
  if (cursor.step + 1 < pull.steps.length) return { ...cursor, step: cursor.step + 1, after: null };
  if (cursor.location + 1 >= pull.context.locations.length) return null;
  return { ...cursor, location: cursor.location + 1, step: 0, after: null };
}

/**
 * One page: groups, items with their prices, or Bins, for one location. A pull of changes passes over what did not change; a whole one gives
 * empty pages too, so that what is complete is known of every location.
 */
export async function pull(context: Context, { scope, since, cursor }: PullRequest): Promise<Page> {
  const plan = planOf(scope);
  if (plan === undefined) throw new AdapterError('permanent', `there is nothing called "${scope}" to pull`);
  if (context.locations.length === 0) throw new AdapterError('config', 'the connection has no locations');
  const marks = usableMarks(context, since, plan);
  const work: Pull = { context, since: marks, steps: marks === null ? plan.whole : (plan.changes ?? plan.whole) };
  let at: Cursor = cursor === null ? await begin(work, plan.changes ?? []) : readCursor(cursor);
  for (;;) {
    const step = work.steps[at.step];
    const location = context.locations[at.location];
    if (step === undefined || location === undefined) {
      throw new AdapterError('permanent', 'the cursor of the pull leads nowhere: the locations changed meanwhile');
    }
    const idle = isIdle(step, work, at.marks.day);
    const found = idle
      ? { answers: [], rows: [], next: null }
      : await rowsAfter(context, listFor(work, step, location, at.marks.day), at.after);
    const next = after(at, found.next, work);
    if (next === null || found.rows.length > 0 || marks === null) {
      const page = { ...(await bodyOf(context, step, found)), location };
      if (next !== null) return { ...page, cursor: JSON.stringify(next) };
      const resume = plan.changes === null ? null : JSON.stringify(at.marks);
      return { ...page, cursor: null, resume, ...(since === null ? { completes: plan.completes } : {}) };
    }
    at = next;
  }
}
