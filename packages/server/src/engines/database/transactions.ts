import { KiranaError } from '@kirana/core';
import type { Kysely } from 'kysely';
import { assumeRole, type Database, type TransactionOptions, type Tx } from '../../database/database.ts';
import type { Role } from '../../database/row-level-security.ts';
import type { Schema } from '../../database/schema.ts';

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

/** The transaction half of a Database, the same for both engines. */
export function transactions(kysely: Kysely<Schema>): Pick<Database, 'tenant' | 'system' | 'owner'> {
  async function run<T>(
    role: Role,
    tenantId: string,
    work: (tx: Tx) => Promise<T>,
    options: TransactionOptions,
  ): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        const builder = options.snapshot
          ? kysely.transaction().setIsolationLevel('repeatable read').setAccessMode('read only')
          : kysely.transaction();
        return await builder.execute(async (tx) => {
          await assumeRole(tx, role, tenantId);
          return work(tx);
        });
      } catch (error) {
        const code = codeOf(error);
        if (attempt < ATTEMPTS && (code === DEADLOCK || code === SERIALIZATION)) continue;
        throw asDatabaseError(error);
      }
    }
  }
  return {
    tenant: (tenantId, work, options = {}) => run('kirana_tenant', tenantId, work, options),
    system: (work, options = {}) => run('kirana_system', '', work, options),
    owner: async (work) => {
      try {
        return await work(kysely);
      } catch (error) {
        throw asDatabaseError(error);
      }
    },
  };
}
