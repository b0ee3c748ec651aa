import { AdapterError, type Page, type PullRequest } from '@kirana/adapter';
import type { Context } from './json2.ts';
import { type Part, takeMark } from './marks.ts';
import { stockPlaces } from './places.ts';
import { type PullCursor, readCursor } from './pull-cursor.ts';
import { type PullPlan, planOf, type Step } from './pull-plan.ts';
import { categoryModel, type PartPage, readCategories, readProducts, readTaxes } from './read-catalog.ts';
import { readStock } from './read-stock.ts';

function modelOf(part: Part, context: Context): string {
  switch (part) {
    case 'category':
      return categoryModel(context.settings);
    case 'tax':
      return 'account.tax';
    case 'product':
      return 'product.product';
    case 'stock':
      return 'stock.quant';
  }
}

/** The cursor with the mark of its part: taken once, before the part is read for the first location. */
async function marked(context: Context, plan: PullPlan, part: Part, at: PullCursor): Promise<PullCursor> {
  if (!plan.resumes || at.marks[part] !== undefined) return at;
  return { ...at, marks: { ...at.marks, [part]: await takeMark(context, modelOf(part, context)) } };
}

interface StepRead {
  readonly page: PartPage;
  readonly next: PullCursor;
}

async function readStep(context: Context, plan: PullPlan, { part, location }: Step, at: PullCursor): Promise<StepRead> {
  const { after, step, marks } = at;
  const wanted = { after, since: plan.since[part] };
  const nextStep = { step: step + 1, place: 0, after: 0, marks };
  if (part !== 'stock') {
    const read = { category: readCategories, tax: readTaxes, product: readProducts }[part];
    const page = await read(context, wanted);
    return { page, next: page.next === null ? nextStep : { ...at, after: page.next } };
  }
  const places = await stockPlaces(context, location);
  const page = await readStock(context, places[at.place]?.id, wanted);
  if (page.next !== null) return { page, next: { ...at, after: page.next } };
  const isLastPlace = at.place + 1 >= places.length;
  return { page, next: isLastPlace ? nextStep : { ...at, place: at.place + 1, after: 0 } };
}

/** The next page that holds anything. A page is of one location; a catalog is the same for all, and read for each. */
export async function pull(context: Context, request: PullRequest): Promise<Page> {
  const plan = planOf(context.locations, request);
  for (let at = readCursor(request.cursor); ; ) {
    const step = plan.steps[at.step];
    if (step === undefined) throw new AdapterError('permanent', 'the cursor is behind the last page');
    const { page, next } = await readStep(context, plan, step, await marked(context, plan, step.part, at));
    const isLast = plan.steps[next.step] === undefined;
    if (page.isEmpty && !isLast) {
      at = next;
      continue;
    }
    const found = { endpoint: step.part === 'stock' ? 'stock' : 'catalog', location: step.location, bytes: page.bytes };
    if (!isLast) return { ...found, cursor: JSON.stringify(next) };
    return {
      ...found,
      cursor: null,
      resume: plan.resumes ? JSON.stringify(next.marks) : null,
      ...(plan.completes.length === 0 ? {} : { completes: plan.completes }),
    };
  }
}
