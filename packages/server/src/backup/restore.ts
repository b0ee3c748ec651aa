import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { KiranaError } from '@kirana/core';
import { sql } from 'kysely';
import type { Database } from '../database/database.ts';
import { MIGRATION_NAMES } from '../database/migrate.ts';
import type { DeliveryArchive } from '../engines/archive/delivery-archive.ts';
import type { DumpCounts } from './dump.ts';
import { DUMP_FORMAT, DUMP_TABLES, DumpLine } from './dump-format.ts';

interface RestoreDeps {
  readonly database: Database;
  readonly archive: DeliveryArchive;
  readonly onProgress?: (counts: DumpCounts) => void;
}

const refuse = (detail: string): KiranaError => new KiranaError('STATE_CONFLICT', {}, { detail });

/**
 * Reads a dump into a migrated database that has none of its tenants. A dump that breaks off is refused at its end: what was read until
 * then stays, and the message says so. @throws STATE_CONFLICT
 */
export async function restore(deps: RestoreDeps, source: Readable): Promise<DumpCounts> {
  const counts = { tenants: 0, rows: 0, bodies: 0 };
  let tenantId = '';
  let whole = false;
  let headed = false;
  const input = source.pipe(createGunzip());
  source.on('error', (error) => input.destroy(error));
  for await (const text of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    const line = DumpLine.parse(JSON.parse(text));
    if (!headed && line.kind !== 'header') throw refuse('This is not a dump of Kirana.');
    if (line.kind === 'header') {
      checkHeader(line);
      headed = true;
    } else if (line.kind === 'tenant') {
      tenantId = line.tenantId;
      await refuseKnownTenant(deps.database, tenantId);
      counts.tenants += 1;
    } else if (line.kind === 'rows') {
      await insertRows(deps.database, tenantId, line.table, line.rows);
      counts.rows += line.rows.length;
    } else if (line.kind === 'body') {
      await deps.archive.import(line.key, Buffer.from(line.bytes, 'base64'));
      counts.bodies += 1;
    } else {
      whole = line.rows === counts.rows && line.bodies === counts.bodies;
    }
    deps.onProgress?.(counts);
  }
  if (!whole)
    throw refuse(
      `The dump breaks off or was changed: ${counts.rows} rows and ${counts.bodies} bodies were read. Erase the restored tenants and restore a whole dump.`,
    );
  await advanceIngress(deps.database);
  return counts;
}

function checkHeader(header: { format: number; migrations: readonly string[] }): void {
  if (header.format !== DUMP_FORMAT)
    throw refuse(`The dump has format ${header.format}; this program reads ${DUMP_FORMAT}.`);
  if (header.migrations.join() !== MIGRATION_NAMES.join()) {
    throw refuse(
      'The dump is of another schema version. Run `kirana-server migrate` on the old database with this program, then dump again.',
    );
  }
}

async function refuseKnownTenant(database: Database, tenantId: string): Promise<void> {
  const known = await database.system((tx) =>
    tx.selectFrom('tenants').select('tenant_id').where('tenant_id', '=', tenantId).executeTakeFirst(),
  );
  if (known !== undefined)
    throw new KiranaError(
      'ALREADY_EXISTS',
      { tenantId },
      { detail: `Tenant ${tenantId} is in this database already.` },
    );
}

async function insertRows(
  database: Database,
  tenantId: string,
  table: string,
  rows: readonly Record<string, unknown>[],
): Promise<void> {
  if (!(DUMP_TABLES as readonly string[]).includes(table)) throw refuse(`The dump names an unknown table: ${table}.`);
  await database.tenant(tenantId, (tx) =>
    sql`insert into ${sql.table(table)} overriding system value
      select * from jsonb_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows)}::text::jsonb)`.execute(
      tx,
    ),
  );
}

/** New deliveries come after all restored ones. */
async function advanceIngress(database: Database): Promise<void> {
  const { rows } = await database.system((tx) =>
    sql<{ last: number | null }>`select max(ingress) as last from deliveries`.execute(tx),
  );
  const last = rows[0]?.last ?? 0;
  const sequence = sql`pg_get_serial_sequence('deliveries', 'ingress')`;
  await database.owner((db) =>
    sql`select setval(${sequence}, greatest(${last}::bigint, nextval(${sequence})))`.execute(db),
  );
}
