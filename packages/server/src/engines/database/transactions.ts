import { KiranaError, type LoggedEvent } from '@kirana/core';
import { Kysely, PostgresDialect, sql } from 'kysely';
import type pg from 'pg';
import type { Database, TransactionOptions, Tx } from '../../database/database.ts';
import type { Role } from '../../database/row-level-security.ts';
import type { Schema } from '../../database/schema.ts';
import { writtenBy } from '../../database/written-events.ts';
import { isPlanOutdated, namedStatements } from './named-statements.ts';

const DEADLOCK = '40P01';
const SERIALIZATION = '40001';
/** PostgreSQL classes that mean "the server, not the statement": connection, resources, operator intervention, system. */
const UNAVAILABLE = /^(08|53|57P|58)/;
const NODE_NETWORK = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EHOSTUNREACH',
  'EAI_AGAIN',
]);
const DRIVER_MESSAGES =
  /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|is not queryable|PGlite is closed|driver has already been destroyed/i;

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '');

/** Turns "the database is not there" into our code; what a statement did wrong stays as it is. */
export function asDatabaseError(error: unknown): unknown {
  if (error instanceof KiranaError) return error;
  const code = codeOf(error);
  const message = error instanceof Error ? error.message : '';
  const gone = UNAVAILABLE.test(code) || NODE_NETWORK.has(code) || DRIVER_MESSAGES.test(message);
  return gone ? new KiranaError('DATABASE_UNAVAILABLE', {}, { cause: error }) : error;
}

const ATTEMPTS = 4;

/** One message begins a transaction and sets role and tenant for it: the server is asked once. */
function beginAs(role: Role, tenantId: string, { snapshot = false }: TransactionOptions): string {
  if (!/^\w*$/.test(tenantId)) throw new RangeError('a tenant id is letters, digits and underscores');
  const begin = snapshot ? 'start transaction isolation level repeatable read read only' : 'begin';
  return `${begin}; select set_config('role', '${role}', true), set_config('kirana.tenant', '${tenantId}', true)`;
}

/** Runs work between begin and commit on one connection. */
async function inTransaction<T>(tx: Tx, begin: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  try {
    await sql.raw(begin).execute(tx);
    const result = await work(tx);
    const { rows } = await sql<{ command: string }>`commit`.execute(tx);
    // what PostgreSQL answers to the commit of a transaction in which a statement failed
    if (rows[0]?.command === 'ROLLBACK')
      throw new Error('the transaction was rolled back: a statement in it had failed');
    return result;
  } catch (error) {
    // a connection that cannot even roll back is broken, and its pool knows
    await sql`rollback`.execute(tx).catch(() => {});
    throw error;
  }
}

/** The transaction half of a Database, the same for both engines. */
export function transactions(pool: pg.Pool): Pick<Database, 'tenant' | 'system' | 'owner' | 'onWritten'> {
  const statementsOf = (owner: string) =>
    new Kysely<Schema>({ dialect: new PostgresDialect({ pool: namedStatements(pool, owner) }) });
  const owner = statementsOf('owner');
  const ofRole = { kirana_tenant: statementsOf('tenant'), kirana_system: statementsOf('system') } as const;
  const listeners = new Set<(events: readonly LoggedEvent[]) => void>();
  async function run<T>(
    role: Role,
    tenantId: string,
    work: (tx: Tx) => Promise<T>,
    options: TransactionOptions,
  ): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        const { result, events } = await ofRole[role].connection().execute(async (connection) => {
          const tx = connection as Tx;
          return { result: await inTransaction(tx, beginAs(role, tenantId, options), work), events: writtenBy(tx) };
        });
        if (events.length > 0) for (const listener of listeners) listener(events);
        return result;
      } catch (error) {
        const code = codeOf(error);
        const again = code === DEADLOCK || code === SERIALIZATION || isPlanOutdated(error);
        if (attempt < ATTEMPTS && again) continue;
        throw asDatabaseError(error);
      }
    }
  }
  return {
    onWritten(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    tenant: (tenantId, work, options = {}) => run('kirana_tenant', tenantId, work, options),
    system: (work, options = {}) => run('kirana_system', '', work, options),
    owner: async (work) => {
      try {
        return await work(owner);
      } catch (error) {
        throw asDatabaseError(error);
      }
    },
  };
}
