import type { Answer, Command, Reserve } from '../../packages/core/src/index.ts';
import type { Database } from '../../packages/server/src/database/database.ts';
import { openStockLedger, type StockLedger } from '../../packages/server/src/inventory/stock-ledger.ts';
import { commandsOf, insertStockShop, silent } from '../../packages/server/src/inventory/test-stock.ts';

/** A store with stock that no bench uses up. */
export interface BenchShop {
  readonly tenantId: string;
  readonly storeId: string;
  readonly itemIds: readonly string[];
  readonly ledger: StockLedger;
  readonly of: ReturnType<typeof commandsOf>;
}

const ENOUGH = 1_000_000_000;
/** Commands that are given to a ledger at once where nothing is timed. */
const AT_ONCE = 2_000;

/** @throws when the ledger refuses one */
export async function submitAll(
  ledger: StockLedger,
  tenantId: string,
  commands: readonly Command[],
): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (let from = 0; from < commands.length; from += AT_ONCE) {
    const part = commands.slice(from, from + AT_ONCE);
    answers.push(...(await Promise.all(part.map((command) => ledger.submit(tenantId, command)))));
  }
  const refused = answers.find(({ outcome }) => outcome === 'refused');
  if (refused !== undefined) throw new Error(`the ledger refused: ${JSON.stringify(refused)}`);
  return answers;
}

/** Runs work with a ledger of this process and a store that keeps so many items. */
export async function withShop<T>(
  database: Database,
  { items, onHand = ENOUGH }: { readonly items: number; readonly onHand?: number },
  work: (shop: BenchShop) => Promise<T>,
): Promise<T> {
  const { tenantId, storeId, itemIds } = await insertStockShop(database, Array(items).fill('counted'));
  const ledger = openStockLedger({ database, log: silent });
  try {
    const of = commandsOf(storeId);
    if (onHand > 0)
      await submitAll(
        ledger,
        tenantId,
        itemIds.map((itemId) => of.receive(itemId, onHand)),
      );
    return await work({ tenantId, storeId, itemIds, ledger, of });
  } finally {
    await ledger.close();
  }
}

/** One unit of an item, for an order that nobody asked for before. */
export const newReservation = ({ of }: Pick<BenchShop, 'of'>, itemId: string): Reserve =>
  sameLength(of.reserve(crypto.randomUUID(), [of.line(itemId, 1)]));

/** A hash as long as the real ones: the helper that made the command spells the request out. */
const sameLength = (command: Reserve): Reserve => ({ ...command, hash: command.reservationId });
