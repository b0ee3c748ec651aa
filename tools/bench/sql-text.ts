import type { Database } from '../../packages/server/src/database/database.ts';

/**
 * Runs SQL text as the owner of the tables, outside of any transaction: a statement is one. Each text is prepared once, as the server's own
 * are.
 */
export function runSql<Row>(
  database: Database,
  text: string,
  parameters: readonly unknown[] = [],
): Promise<readonly Row[]> {
  return database.owner(async (db) => {
    // the builder belongs to the server: the tools give a statement of its making another text
    const anyStatement = db.selectNoFrom(({ lit }) => lit(1).as('one')).compile();
    const { rows } = await db.executeQuery<Row>({ ...anyStatement, sql: text, parameters } as typeof anyStatement & {
      readonly query: never;
    });
    return rows;
  });
}
