import { sql } from 'kysely';
import type { Tx } from '../database/database.ts';

/** What the database says when a value does not fit, as against when it is not there. */
const isDataError = (error: unknown): error is Error =>
  error instanceof Error && 'code' in error && /^2[123]/.test(String(error.code));

/** Does work that the database may refuse, and undoes it then. @returns the refusal, or undefined when all went well. */
export async function refusalOf(tx: Tx, work: () => Promise<void>): Promise<Error | undefined> {
  await sql`savepoint entries`.execute(tx);
  try {
    await work();
    await sql`release savepoint entries`.execute(tx);
    return undefined;
  } catch (error) {
    if (!isDataError(error)) throw error;
    await sql`rollback to savepoint entries`.execute(tx);
    await sql`release savepoint entries`.execute(tx);
    return error;
  }
}
