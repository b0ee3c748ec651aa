import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { sql } from 'kysely';
import type { Database, Tx } from '../database/database.ts';
import { MIGRATION_NAMES } from '../database/migrate.ts';
import type { DeliveryArchive } from '../engines/archive/delivery-archive.ts';
import { DUMP_FORMAT, DUMP_TABLES, type DumpLine } from './dump-format.ts';

const ROWS_A_LINE = 500;

export interface DumpCounts {
  readonly tenants: number;
  readonly rows: number;
  readonly bodies: number;
}

interface DumpDeps {
  readonly database: Database;
  readonly archive: DeliveryArchive;
  readonly now: () => Date;
  readonly onProgress?: (counts: DumpCounts) => void;
}

/** Writes everything a server knows to `target`. Each tenant is one consistent snapshot, read under its own row-level security. */
export async function dump(deps: DumpDeps, target: Writable): Promise<DumpCounts> {
  const counts = { tenants: 0, rows: 0, bodies: 0 };
  await pipeline(Readable.from(lines(deps, counts)), createGzip(), target);
  return counts;
}

async function* lines(
  deps: DumpDeps,
  counts: { tenants: number; rows: number; bodies: number },
): AsyncGenerator<string> {
  const text = (line: DumpLine): string => `${JSON.stringify(line)}\n`;
  yield text({
    kind: 'header',
    format: DUMP_FORMAT,
    migrations: [...MIGRATION_NAMES],
    takenAt: deps.now().toISOString(),
  });
  const tenants = await deps.database.system((tx) =>
    tx.selectFrom('tenants').select('tenant_id').orderBy('tenant_id').execute(),
  );
  for (const { tenant_id: tenantId } of tenants) {
    counts.tenants += 1;
    yield text({ kind: 'tenant', tenantId });
    for await (const line of tenantRows(deps.database, tenantId)) {
      counts.rows += line.kind === 'rows' ? line.rows.length : 0;
      yield text(line);
      deps.onProgress?.(counts);
    }
  }
  for await (const key of deps.archive.keys()) {
    counts.bodies += 1;
    yield text({ kind: 'body', key, bytes: Buffer.from(await deps.archive.get(key)).toString('base64') });
    deps.onProgress?.(counts);
  }
  yield text({ kind: 'end', rows: counts.rows, bodies: counts.bodies });
}

/** The rows of one tenant out of one snapshot, handed over page by page while the transaction stays open. */
async function* tenantRows(database: Database, tenantId: string): AsyncGenerator<DumpLine> {
  const handover = pages<DumpLine>();
  const reading = database
    .tenant(
      tenantId,
      async (tx) => {
        for (const table of DUMP_TABLES) await readTable(tx, table, handover.give);
      },
      { snapshot: true },
    )
    .then(handover.end, handover.fail);
  try {
    yield* handover.taken();
  } finally {
    handover.stop();
    await reading;
  }
}

async function readTable(tx: Tx, table: string, give: (line: DumpLine) => Promise<void>): Promise<void> {
  await sql`declare dump_rows no scroll cursor for select to_jsonb(t) as row from ${sql.table(table)} t`.execute(tx);
  for (;;) {
    const { rows } = await sql<{ row: Record<string, unknown> }>`fetch ${sql.lit(ROWS_A_LINE)} from dump_rows`.execute(
      tx,
    );
    if (rows.length > 0) await give({ kind: 'rows', table, rows: rows.map(({ row }) => row) });
    if (rows.length < ROWS_A_LINE) break;
  }
  await sql`close dump_rows`.execute(tx);
}

/** A one-place handover from a producer that must wait to a consumer that pulls. */
function pages<T>() {
  const channel = new TransformStream<T, T>();
  const writer = channel.writable.getWriter();
  const ignore = () => {};
  return {
    give: (value: T) => writer.write(value),
    end: () => writer.close().catch(ignore),
    fail: (error: unknown) => writer.abort(error).catch(ignore),
    stop: () => void writer.abort().catch(ignore),
    taken: () => channel.readable as unknown as AsyncIterable<T>,
  };
}
