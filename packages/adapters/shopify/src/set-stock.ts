import { AdapterError, type Command, type CommandResult, type LineResult, type SetStock } from '@kirana/adapter';
import { locationGid } from './external-ids.ts';
import { askShop, type Context, shortText } from './graphql.ts';
import { asObject, listOf } from './lenient-values.ts';
import { SET_QUANTITIES_MUTATION } from './queries.ts';
import { readStockLines, type WritableLine } from './stock-lines.ts';

/** Another quantity was there when the write came than when we read it: somebody sold or counted meanwhile. */
const STALE: readonly unknown[] = ['CHANGE_FROM_QUANTITY_STALE', 'COMPARE_QUANTITY_STALE'];
/** Writes of one attempt: each later one is without a line that was refused, or over a quantity that was read again. */
const MOST_WRITES = 5;

interface UserError {
  readonly code: string | null;
  readonly message: string;
  /** Place of the quantity it is about; null: about the write as a whole. */
  readonly index: number | null;
}

interface Written {
  readonly reference: string | null;
  readonly errors: readonly UserError[];
}

/** `field` is ["input", "quantities", "3", "quantity"]. */
function readUserError(value: unknown): UserError {
  const fields = asObject(value as Parameters<typeof asObject>[0]);
  const path = listOf(fields?.field);
  const place = String(path[path.indexOf('quantities') + 1] ?? '');
  return {
    code: typeof fields?.code === 'string' ? fields.code : null,
    message: shortText(fields?.message),
    index: path.includes('quantities') && /^\d{1,4}$/.test(place) ? Number(place) : null,
  };
}

/** Nothing of it is written where any error is told. */
async function write(
  context: Context,
  command: SetStock,
  lines: readonly WritableLine[],
  key: string,
): Promise<Written> {
  const input = {
    name: 'available',
    reason: 'correction',
    referenceDocumentUri: `kirana://commands/${command.id}`,
    quantities: lines.map(({ inventoryItemId, wanted, available }) => ({
      inventoryItemId,
      locationId: locationGid(command.location),
      quantity: wanted,
      changeFromQuantity: available,
    })),
  };
  const { data } = await askShop(context, 'new quantities', SET_QUANTITIES_MUTATION, { input, key });
  const payload = asObject(data.inventorySetQuantities);
  if (payload === undefined) {
    throw new AdapterError('schema', "Shopify's answer to new quantities says nothing of them", { path: '/data' });
  }
  const id = asObject(payload.inventoryAdjustmentGroup)?.id;
  return { reference: typeof id === 'string' ? id : null, errors: listOf(payload.userErrors).map(readUserError) };
}

/** What an attempt has come to so far. */
class Attempt {
  readonly results = new Map<string, LineResult>();
  reference: string | null = null;
  code: string | null = null;

  done(externalId: string): void {
    this.results.set(externalId, { externalId, ok: true, detail: null });
  }

  refuse(externalId: string, detail: string, code: string | null = null): void {
    this.results.set(externalId, { externalId, ok: false, detail });
    this.code ??= code;
  }

  result(command: SetStock): CommandResult {
    const lines = command.lines.map(
      ({ externalId }): LineResult => this.results.get(externalId) ?? { externalId, ok: true, detail: null },
    );
    const [refused] = lines.filter(({ ok }) => !ok);
    if (refused !== undefined && lines.every(({ ok }) => !ok)) {
      return { kind: 'refused', code: this.code, detail: `${refused.externalId}: ${refused.detail ?? 'refused'}` };
    }
    return { kind: 'done', reference: this.reference, lines };
  }
}

/** Lines to write: those that already are as they should be are done, and so a command that was carried out before changes nothing. */
async function openLines(context: Context, command: SetStock, attempt: Attempt): Promise<WritableLine[]> {
  const open: WritableLine[] = [];
  const asked = { ...command, lines: command.lines.filter(({ externalId }) => !attempt.results.has(externalId)) };
  for (const read of await readStockLines(context, asked)) {
    if (read.kind === 'refused') attempt.refuse(read.externalId, read.detail);
    else if (read.line.available === read.line.wanted) attempt.done(read.line.externalId);
    else open.push(read.line);
  }
  return open;
}

/** @returns whether the attempt is at its end. @throws AdapterError for what may work later */
function settleWrite(lines: readonly WritableLine[], { reference, errors }: Written, attempt: Attempt): boolean {
  if (errors.length === 0) {
    attempt.reference = reference;
    for (const { externalId } of lines) attempt.done(externalId);
    return true;
  }
  const codes = errors.map(({ code }) => code);
  // The key was used for other quantities: an earlier attempt got through, and somebody has sold since. Writing again would undo that.
  if (codes.includes('IDEMPOTENCY_KEY_PARAMETER_MISMATCH')) return true;
  if (codes.includes('IDEMPOTENCY_CONCURRENT_REQUEST')) {
    throw new AdapterError('transient', 'Shopify is still at an earlier attempt of the same command');
  }
  if (codes.includes('IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED') || codes.some((code) => STALE.includes(code))) return false;
  for (const { code, message, index } of errors) {
    const concerned = index === null ? lines : lines.slice(index, index + 1);
    for (const { externalId } of concerned) attempt.refuse(externalId, message, code);
  }
  return false;
}

async function setStock(context: Context, command: SetStock): Promise<CommandResult> {
  const attempt = new Attempt();
  for (let round = 1; round <= MOST_WRITES; round += 1) {
    const lines = await openLines(context, command, attempt);
    if (lines.length === 0) return attempt.result(command);
    // A key stands for one write: after one that failed Shopify wants another, the same one at each attempt.
    const key = round === 1 ? command.id : `${command.id}-${round}`;
    if (settleWrite(lines, await write(context, command, lines, key), attempt)) return attempt.result(command);
  }
  throw new AdapterError('transient', 'the stock at Shopify changes faster than it can be written');
}

/** @throws AdapterError('bug') for a command that is not declared */
export async function send(context: Context, command: Command): Promise<CommandResult> {
  if (command.kind !== 'stock.set') throw new AdapterError('bug', `${command.kind} is not declared`);
  return setStock(context, command);
}
