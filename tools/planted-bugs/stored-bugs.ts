import type { PlantedBug } from './planted-bug.ts';

const INVENTORY = 'packages/server/src/inventory';
const GUARDS = 'packages/server/src/database/migrations/0002-ledger';
const PROCESSES = [`${INVENTORY}/ledger-processes.test.ts`];
const LEDGER = [`${INVENTORY}/stock-ledger.test.ts`];
const FAILURES = [`${INVENTORY}/ledger-failures.test.ts`];
const READS = [`${INVENTORY}/ledger-reads.test.ts`];

/** Mistakes in what is stored, and in how several processes share it. */
export const STORED_BUGS: readonly PlantedBug[] = [
  {
    name: 'positions are read without a lock',
    file: `${INVENTORY}/position-lock-rows.ts`,
    find: 'limit 1 for no key update) found',
    replace: 'limit 1) found',
    caughtBy: PROCESSES,
    needsPostgres: true,
  },
  {
    name: 'an id that another process took meanwhile is an error',
    file: `${INVENTORY}/run-batch.ts`,
    find: 'else if (!isUniqueViolation(error)) throw error;',
    replace: 'else throw error;',
    caughtBy: PROCESSES,
    needsPostgres: true,
  },
  {
    name: 'effects are not remembered',
    file: `${INVENTORY}/outcome-rows.ts`,
    find: 'if (effects.size > 0) await',
    replace: 'if (effects.size > 1_000_000) await',
    caughtBy: FAILURES,
  },
  {
    name: 'the holds of an ended reservation stay',
    file: `${INVENTORY}/outcome-rows.ts`,
    find: 'delete from reservation_holds where ctid',
    replace: 'delete from reservation_holds where false and ctid',
    caughtBy: LEDGER,
  },
  {
    name: 'an extended reservation keeps holds with the old time',
    file: `${INVENTORY}/outcome-rows.ts`,
    find: 'if (extended.length > 0) await',
    replace: 'if (extended.length > 1_000_000) await',
    caughtBy: READS,
  },
  {
    name: 'a position does not follow what is reserved',
    file: `${INVENTORY}/outcome-rows.ts`,
    find: 'reserved = w.reserved, safety_stock',
    replace: 'reserved = p.reserved, safety_stock',
    caughtBy: LEDGER,
  },
  {
    name: 'holds past their time are not looked for',
    file: `${INVENTORY}/stock-state-rows.ts`,
    find: 'expires_at <= t.now offset 0) h',
    replace: 'false offset 0) h',
    caughtBy: READS,
  },
  {
    name: 'reservations past their time fill the quota of a key',
    file: `${INVENTORY}/stock-state-rows.ts`,
    find: "status = 'held' and expires_at > t.now",
    replace: "status = 'held'",
    caughtBy: FAILURES,
  },
  {
    name: 'readers see holds past their time',
    file: `${INVENTORY}/position-rows.ts`,
    find: 'position.reserved -= row.due;',
    replace: '',
    caughtBy: READS,
  },
  {
    name: 'after a lost connection a guess is answered',
    file: `${INVENTORY}/run-batch.ts`,
    find: "answer !== undefined && 'replayed' in answer && answer.replayed ?",
    replace: "answer !== undefined && 'replayed' in answer ?",
    caughtBy: FAILURES,
  },
  {
    name: 'the database lets more be promised than is sellable',
    file: `${GUARDS}/ledger-guards.ts`,
    find: "new.tracking = 'counted' and new.reserved > old.reserved",
    replace: "new.tracking = 'nothing' and new.reserved > old.reserved",
    caughtBy: [`${INVENTORY}/ledger-guards.test.ts`],
  },
  {
    name: 'a place in the ledger may be taken twice',
    file: `${GUARDS}/ledger-tables.ts`,
    find: 'occurred_at timestamptz not null,\n  recorded_at timestamptz not null,\n  primary key (tenant_id, store_id, item_id, sequence)',
    replace: 'occurred_at timestamptz not null,\n  recorded_at timestamptz not null,\n  check (sequence > 0)',
    caughtBy: [`${INVENTORY}/ledger-guards.test.ts`],
  },
];
