import {
  AdapterError,
  type Command,
  type CommandResult,
  type HttpAnswer,
  type LineResult,
  type SetStock,
  type StockLine,
} from '@kirana/adapter';
import {
  type Context,
  errorsIn,
  failure,
  kindOfFailure,
  request,
  type SquareAnswer,
  type SquareError,
} from './call-square.ts';
import { Problems } from './field-values.ts';
import { findObjects, findUnits } from './find-objects.ts';
import { type Measure, measureOfVariation, PIECE } from './measurement-units.ts';
import { objectsIn } from './pulled-page.ts';
import { squareQuantity } from './quantity.ts';

const PATH = 'inventory/changes/batch-create';

/** A count to be made, and the line it is for. */
interface Count {
  readonly externalId: string;
  readonly quantity: string;
}

/** How each variation is counted; asked only where goods are measured. */
async function measuresOf(context: Context, lines: readonly StockLine[]): Promise<(id: string) => Measure | undefined> {
  if (!context.settings.measured) return () => PIECE;
  const read = (answers: readonly SquareAnswer[]) =>
    answers.flatMap(({ body }) => objectsIn(body, 'objects', '', new Problems()));
  const variations = read(await findObjects(context, [...new Set(lines.map(({ externalId }) => externalId))]));
  const units = new Map(read(await findUnits(context)).map((unit) => [unit.id, unit]));
  const byId = new Map(variations.map((variation) => [variation.id, variation]));
  return (id) => {
    const variation = byId.get(id);
    return variation === undefined ? undefined : measureOfVariation(variation, units);
  };
}

const refusedLine = (externalId: string, detail: string): LineResult => ({ externalId, ok: false, detail });

/** An absolute count each: it may be said again, and what was sold before it is in it. */
function countsBody(counts: readonly Count[], key: string, { id, location }: SetStock, occurredAt: string): unknown {
  return {
    idempotency_key: key,
    // otherwise Square leaves out a count that equals the last one counted, even when sales came between
    ignore_unchanged_counts: false,
    changes: counts.map(({ externalId, quantity }) => ({
      type: 'PHYSICAL_COUNT',
      physical_count: {
        reference_id: id,
        catalog_object_id: externalId,
        state: 'IN_STOCK',
        location_id: location,
        quantity,
        occurred_at: occurredAt,
      },
    })),
  };
}

/** The line an error is about: by its place among the changes, or by the id it names. */
function lineOf({ field, detail }: SquareError, counts: readonly Count[]): Count | undefined {
  const place = /changes[[.](\d{1,3})/.exec(field)?.[1];
  if (place !== undefined) return counts[Number(place)];
  return counts.find(({ externalId }) => detail.includes(externalId) || field.includes(externalId));
}

interface Judged {
  readonly refused: readonly LineResult[];
  /** What Square left undone because of the others. */
  readonly rest: readonly Count[];
}

/** Judged by the body: an answer with `errors` is none that says yes. @throws AdapterError for what may work at another attempt */
function judge(answer: HttpAnswer, counts: readonly Count[], context: Context): Judged | CommandResult {
  const errors = errorsIn(answer, context);
  const isSuccess = answer.status >= 200 && answer.status < 300;
  if (isSuccess && errors.length === 0) return { refused: [], rest: [] };
  // the same command went through before, at another time of ours: its counts are made
  if (errors.some(({ code }) => code === 'IDEMPOTENCY_KEY_REUSED')) return { refused: [], rest: [] };
  const kind = kindOfFailure(answer, errors);
  if (kind !== undefined) throw failure(answer, errors, kind, PATH);
  const named = errors.map((error) => ({ error, count: lineOf(error, counts) }));
  const [first] = errors;
  const refused = new Map<string, LineResult>();
  for (const { error, count } of named) {
    if (count === undefined) return { kind: 'refused', code: error.code || null, detail: detailOf(error) };
    refused.set(count.externalId, refusedLine(count.externalId, detailOf(error)));
  }
  if (first === undefined) return { kind: 'refused', code: null, detail: `Square answered ${answer.status}` };
  const others = counts.filter(({ externalId }) => !refused.has(externalId));
  return { refused: [...refused.values()], rest: isSuccess ? [] : others };
}

const detailOf = ({ code, detail }: SquareError): string => `${code} ${detail}`.trim() || 'refused without a reason';

/** Lines that can be said to Square, and those that cannot. */
async function readLines(
  context: Context,
  lines: readonly StockLine[],
): Promise<{ counts: Count[]; refused: LineResult[] }> {
  const measureOf = await measuresOf(context, lines);
  const counts: Count[] = [];
  const refused: LineResult[] = [];
  for (const { externalId, quantity } of lines) {
    const measure = measureOf(externalId);
    if (quantity === null) refused.push(refusedLine(externalId, 'Square takes counts, and no switches from outside'));
    else if (measure === undefined)
      refused.push(refusedLine(externalId, 'Square has no such variation, or not its unit'));
    else counts.push({ externalId, quantity: squareQuantity(quantity, measure) });
  }
  return { counts, refused };
}

/**
 * Sets what is in stock by physical counts. Square takes a batch whole or not at all, so that lines it refuses are left out and the others sent
 * again, under a key that follows from the command's: the same command twice makes the same calls, and each has one effect.
 */
export async function sendSquare(context: Context, command: Command): Promise<CommandResult> {
  if (command.kind !== 'stock.set') throw new AdapterError('permanent', `Square takes no ${command.kind} from us`);
  const { counts, refused } = await readLines(context, command.lines);
  const occurredAt = context.now().toISOString();
  const results = [...refused];
  let left: readonly Count[] = counts;
  for (let attempt = 0; left.length > 0; attempt += 1) {
    const key = attempt === 0 ? command.id : `${command.id}.${attempt}`;
    const answer = await request(context, PATH, countsBody(left, key, command, occurredAt));
    const judged = judge(answer, left, context);
    if ('kind' in judged) return judged;
    results.push(...judged.refused);
    // each attempt leaves out at least one line, so that this comes to an end
    left = judged.rest;
  }
  if (results.length > 0 && results.length === command.lines.length) {
    return { kind: 'refused', code: null, detail: results[0]?.detail ?? 'every line was refused' };
  }
  return { kind: 'done', reference: null, lines: results };
}
