import type { PlantedBug } from './planted-bug.ts';

const INVENTORY = 'packages/core/src/inventory';
const ORDERABILITY = 'packages/core/src/orderability';
const DECIDE = [`${INVENTORY}/decide.test.ts`];
const REPORTED = [`${INVENTORY}/reported-stock.test.ts`];
const STOCK_RULES = [`${ORDERABILITY}/stock-rules.test.ts`];

/** Mistakes in the pure rules. */
export const RULE_BUGS: readonly PlantedBug[] = [
  {
    name: 'one unit more than there is may be held',
    file: `${INVENTORY}/reserve.ts`,
    find: 'if (wanted > units) shortfalls.push(shortfallOf(command, itemId, wanted, units));\n  }\n  if (shortfalls.length > 0)',
    replace:
      'if (wanted > units + 1) shortfalls.push(shortfallOf(command, itemId, wanted, units));\n  }\n  if (shortfalls.length > 0)',
    caughtBy: DECIDE,
  },
  {
    name: 'all or nothing keeps a part',
    file: `${INVENTORY}/reserve.ts`,
    find: 'command.bestEffort ? grantSome(batch, command) : grantAll(batch, command)',
    replace: 'grantSome(batch, command)',
    caughtBy: DECIDE,
  },
  {
    name: 'a reservation id hears the first answer to another request',
    file: `${INVENTORY}/reserve.ts`,
    find: 'known.hash === command.hash',
    replace: 'known.hash !== ""',
    caughtBy: DECIDE,
  },
  {
    name: 'a key may hold one more than its quota',
    file: `${INVENTORY}/reserve.ts`,
    find: '(batch.state.openByHolder.get(holder) ?? 0) < maxOpenPerHolder',
    replace: '(batch.state.openByHolder.get(holder) ?? 0) <= maxOpenPerHolder',
    caughtBy: DECIDE,
  },
  {
    name: 'a repeated sale or receipt is run again',
    file: `${INVENTORY}/decide.ts`,
    find: 'if (known !== undefined) {',
    replace: 'if (known !== undefined && known.hash !== command.hash) {',
    caughtBy: DECIDE,
  },
  {
    name: 'a hold past its time goes on counting',
    file: `${INVENTORY}/due.ts`,
    find: 'filter((hold) => hold.expiresAtMs <= nowMs)',
    replace: 'filter((hold) => hold.expiresAtMs <= nowMs - 86_400_000)',
    caughtBy: DECIDE,
  },
  {
    name: 'a hold is over one instant late',
    file: `${INVENTORY}/due.ts`,
    find: 'filter((hold) => hold.expiresAtMs <= nowMs)',
    replace: 'filter((hold) => hold.expiresAtMs < nowMs)',
    caughtBy: [...DECIDE, `${INVENTORY}/ledger-properties.test.ts`],
  },
  {
    name: 'goods are handed over after the hold is past its time',
    file: `${INVENTORY}/end-reservation.ts`,
    find: "record.status === 'expired' || record.expiresAtMs <= batch.state.nowMs",
    replace: "record.status === 'expired'",
    caughtBy: DECIDE,
  },
  {
    name: 'a partial commit loses the rest',
    file: `${INVENTORY}/end-reservation.ts`,
    find: 'const rest = hold.quantity - left;',
    replace: 'const rest = 0 * left;',
    caughtBy: DECIDE,
  },
  {
    name: 'a release gives back one unit too many',
    file: `${INVENTORY}/end-reservation.ts`,
    find: 'quantity, reserved: 0 - quantity }',
    replace: 'quantity, reserved: Math.max(0 - stocked.position.reserved, -1 - quantity) }',
    caughtBy: [`${INVENTORY}/ledger-properties.test.ts`],
  },
  {
    name: 'more may be handed over than is held',
    file: `${INVENTORY}/end-reservation.ts`,
    find: 'held === undefined || sum > held',
    replace: 'held === undefined || quantity > held',
    caughtBy: DECIDE,
  },
  {
    name: 'safety stock is sold',
    file: `${INVENTORY}/position.ts`,
    find: 'blockedTotal(position) - position.reserved - position.safetyStock',
    replace: 'blockedTotal(position) - position.reserved',
    caughtBy: DECIDE,
  },
  {
    name: 'the balance after an entry is the one before it',
    file: `${INVENTORY}/batch.ts`,
    find: 'reserved: position.reserved + deltas.reserved',
    replace: 'reserved: position.reserved',
    caughtBy: DECIDE,
  },
  {
    name: 'two lines that take the same part count once',
    file: `${INVENTORY}/components.ts`,
    find: '(sums.get(need.itemId) ?? 0) + quantity * need.quantity',
    replace: 'quantity * need.quantity',
    caughtBy: DECIDE,
  },
  {
    name: 'goods beyond on hand leave without a discrepancy',
    file: `${INVENTORY}/leave-stock.ts`,
    find: 'if (missing > 0) {',
    replace: 'if (missing > 1) {',
    caughtBy: [`${INVENTORY}/leave-stock.test.ts`],
  },
  {
    name: 'a report older than the newest count is applied',
    file: `${INVENTORY}/reported-stock.ts`,
    find: "if (place < 0) return 'stale';",
    replace: '',
    caughtBy: REPORTED,
  },
  {
    name: 'a repeated delta is applied again',
    file: `${INVENTORY}/reported-stock.ts`,
    find: "compareOrder(delta.order, order) === 0) ? 'repeated' : 'applied'",
    replace: "compareOrder(delta.order, order) === 0) ? 'applied' : 'applied'",
    caughtBy: REPORTED,
  },
  {
    name: "a provider's count takes back what we sold meanwhile",
    file: `${INVENTORY}/stock-authority.ts`,
    find: 'statedBy(by.warehouses) + sumOf(unseen)',
    replace: 'statedBy(by.warehouses)',
    caughtBy: REPORTED,
  },
  {
    name: 'orderability does not see what is blocked',
    file: `${ORDERABILITY}/stock-facts.ts`,
    find: 'sellable: Math.max(0, unblocked - blocked)',
    replace: 'sellable: Math.max(0, unblocked)',
    caughtBy: STOCK_RULES,
  },
  {
    name: 'orderability counts safety stock twice',
    file: `${ORDERABILITY}/stock-facts.ts`,
    find: 'const unblocked = onHand - reserved - safetyStock;',
    replace: 'const unblocked = onHand - reserved - 2 * safetyStock;',
    caughtBy: STOCK_RULES,
  },
  {
    name: 'orderability waits for a write to end a hold',
    file: `${ORDERABILITY}/stock-facts.ts`,
    find: 'holds.length === 0 ? position.reserved : position.reserved - sumUntil(holds, atMs)',
    replace: 'position.reserved',
    caughtBy: STOCK_RULES,
  },
  {
    name: 'each line of a cart is judged alone',
    file: `${ORDERABILITY}/cart.ts`,
    find: 'sum.wanted += quantity * need.quantity',
    replace: 'sum.wanted = quantity * need.quantity',
    caughtBy: STOCK_RULES,
  },
  {
    name: 'a count is believed however old it is',
    file: `${ORDERABILITY}/stock-rules.ts`,
    find: 'if (staleAfterMs === null) return;',
    replace: 'if (staleAfterMs !== -1) return;',
    caughtBy: STOCK_RULES,
  },
];
