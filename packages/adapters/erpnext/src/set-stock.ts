import {
  AdapterError,
  type Command,
  type CommandResult,
  type HttpAnswer,
  isJsonArray,
  isJsonObject,
  type JsonValue,
  type SetStock,
} from '@kirana/adapter';
import { type Context, callSite, complaintOf, judge, parseAnswer, resource } from './frappe-call.ts';
import { nameText } from './frappe-values.ts';
import { type CountedRow, planRows } from './stock-lines.ts';

const RECONCILIATION = 'Stock Reconciliation';
const DRAFT = 0;
const SUBMITTED = 1;
const CANCELLED = 2;
/** Frappe's answer to what it understood and will not do. */
const REFUSED_STATUS = 417;
/** Every row is as it is already. */
const NO_CHANGE = 'EmptyStockReconciliationItemsError';

interface Known {
  readonly name: string;
  readonly docstatus: number;
}

/** @throws AdapterError('schema') */
function knownOf(data: JsonValue | undefined): Known {
  const fields = isJsonObject(data) ? data : {};
  const name = nameText(fields.name);
  if (name !== undefined && typeof fields.docstatus === 'number') return { name, docstatus: fields.docstatus };
  throw new AdapterError('schema', `the site answered with no ${RECONCILIATION}`);
}

/** The reconciliation an earlier attempt made. @throws AdapterError('config') when the site has no field to find it by */
async function earlierAttempt(context: Context, command: SetStock): Promise<Known | undefined> {
  const { commandField } = context.settings;
  const what = `a list of ${RECONCILIATION}`;
  const answer = await callSite(context, {
    path: resource(RECONCILIATION),
    query: {
      fields: JSON.stringify(['name', 'docstatus']),
      filters: JSON.stringify([[commandField, '=', command.id]]),
      limit_page_length: '20',
    },
  });
  if (answer.status >= 400 && Buffer.from(answer.bytes).includes(commandField)) {
    throw new AdapterError('config', `${RECONCILIATION} has no custom field "${commandField}": add it first`);
  }
  judge(context, answer, what);
  const { data } = parseAnswer(answer, what);
  const found = (isJsonArray(data) ? data : []).map(knownOf);
  return found.find(({ docstatus }) => docstatus !== CANCELLED) ?? found[0];
}

const refusedBy = (context: Context, answer: HttpAnswer): CommandResult => {
  const { type, text } = complaintOf(context, answer);
  return { kind: 'refused', code: type, detail: text === '' ? 'the site gave no reason' : text };
};

/** A draft that cannot be submitted helps nobody; one that stays does no harm. */
async function discard(context: Context, name: string): Promise<void> {
  try {
    await callSite(context, { method: 'DELETE', path: resource(RECONCILIATION, name) });
  } catch (error) {
    if (!(error instanceof AdapterError)) throw error;
  }
}

async function submit(context: Context, { name }: Known): Promise<CommandResult | null> {
  const what = `the submission of a ${RECONCILIATION}`;
  const answer = await callSite(context, {
    method: 'PUT',
    path: resource(RECONCILIATION, name),
    body: { docstatus: SUBMITTED },
  });
  if (answer.status === REFUSED_STATUS) {
    await discard(context, name);
    return complaintOf(context, answer).type === NO_CHANGE ? null : refusedBy(context, answer);
  }
  judge(context, answer, what);
  const { docstatus } = knownOf(parseAnswer(answer, what).data);
  if (docstatus === SUBMITTED) return null;
  throw new AdapterError('transient', `the site has not submitted the ${RECONCILIATION} yet`);
}

/** The draft, or the site's refusal. */
async function insertDraft(
  context: Context,
  command: SetStock,
  rows: readonly CountedRow[],
): Promise<Known | HttpAnswer> {
  const { commandField, company } = context.settings;
  const what = `a new ${RECONCILIATION}`;
  const answer = await callSite(context, {
    method: 'POST',
    path: resource(RECONCILIATION),
    body: {
      purpose: RECONCILIATION,
      ...(company === null ? {} : { company }),
      [commandField]: command.id,
      items: rows,
    },
  });
  if (answer.status === REFUSED_STATUS) return answer;
  judge(context, answer, what);
  return knownOf(parseAnswer(answer, what).data);
}

/**
 * Sets what is there by a Stock Reconciliation: made as a draft that carries the command's id, then submitted. An attempt that broke off is
 * found by that id, and goes on where it stopped.
 */
export async function setStock(context: Context, command: SetStock): Promise<CommandResult> {
  const earlier = await earlierAttempt(context, command);
  const { rows, refused } = await planRows(context, command);
  const done = (reference: string | null): CommandResult => ({ kind: 'done', reference, lines: refused });
  if (earlier !== undefined) {
    const failed = earlier.docstatus === DRAFT ? await submit(context, earlier) : null;
    return failed ?? done(earlier.name);
  }
  const [firstRefused] = refused;
  if (firstRefused !== undefined && refused.length === command.lines.length) {
    return { kind: 'refused', code: null, detail: firstRefused.detail ?? '' };
  }
  if (rows.length === 0) return done(null);
  const made = await insertDraft(context, command, rows);
  if (!('docstatus' in made))
    return complaintOf(context, made).type === NO_CHANGE ? done(null) : refusedBy(context, made);
  return (await submit(context, made)) ?? done(made.name);
}

/** @throws AdapterError('permanent') for a command that is not declared */
export async function send(context: Context, command: Command): Promise<CommandResult> {
  if (command.kind === 'stock.set') return setStock(context, command);
  throw new AdapterError('permanent', `the adapter does not send ${command.kind}`);
}
