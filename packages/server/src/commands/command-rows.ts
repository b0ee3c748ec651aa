import type { Command, CommandResult, LineResult } from '@kirana/adapter';
import { type Selectable, sql } from 'kysely';
import type { Tx } from '../database/database.ts';
import type { CommandsTable } from '../database/schema.ts';
import { readableText, storableText } from '../gateway/storable-text.ts';
import type { CommandView } from './command-view.ts';

export type CommandRow = Selectable<CommandsTable>;

/** While it lasts no other worker touches the command; longer than a call of an adapter may take. */
const LEASE = sql`now() + interval '150 seconds'`;
/** A provider that took a command and said nothing of it for so long has forgotten it. */
const UNSETTLED_AFTER = sql`interval '1 day'`;

/** As a reference of any length and content is kept and looked for. */
export const storedReference = (reference: string): string => storableText(reference);

const storableLine = ({ externalId, ok, detail }: LineResult): LineResult => ({
  externalId: storableText(externalId),
  ok,
  detail: detail === null ? null : readableText(detail, 500),
});

export interface NewCommandRow {
  readonly tenantId: string;
  readonly connectionId: string;
  readonly storeId: string;
  readonly command: Command;
  readonly requestedBy: string;
  readonly at: Date;
  /** Id of the event that it tells of. */
  readonly cause?: string;
}

export async function insertCommands(tx: Tx, commands: readonly NewCommandRow[]): Promise<CommandRow[]> {
  if (commands.length === 0) return [];
  const rows = commands.map(({ tenantId, connectionId, storeId, command, requestedBy, at, cause = null }) => ({
    tenant_id: tenantId,
    id: command.id,
    connection_id: connectionId,
    store_id: storeId,
    kind: command.kind,
    body: JSON.stringify(command),
    status: 'pending' as const,
    lines: '[]',
    next_attempt_at: at,
    requested_by: requestedBy,
    created_at: at,
    cause,
  }));
  return tx
    .insertInto('commands')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .returningAll()
    .execute();
}

/** The next command to send, for this worker alone: those of one connection one after the other, in the order they were asked for. */
export async function leaseCommand(tx: Tx, worker: string, at: Date): Promise<CommandRow | undefined> {
  const { rows } = await sql<CommandRow>`
    update commands set worker = ${worker}, leased_until = ${LEASE}, attempts = attempts + 1
    where (tenant_id, id) in (
      select o.tenant_id, o.id from commands o
      join connections c on c.tenant_id = o.tenant_id and c.id = o.connection_id
      where o.status = 'pending' and o.next_attempt_at <= ${at} and (o.leased_until is null or o.leased_until < now())
        and c.status = 'active' and c.pull_held_reason is null
        and not exists (
          select 1 from commands b where b.tenant_id = o.tenant_id and b.connection_id = o.connection_id
            and b.status = 'pending' and b.id < o.id)
      order by o.next_attempt_at limit 1 for update of o skip locked)
    returning *`.execute(tx);
  return rows[0];
}

/** Commands that were taken and never settled. */
export async function leaseUnsettled(tx: Tx, worker: string, at: Date): Promise<CommandRow | undefined> {
  const { rows } = await sql<CommandRow>`
    update commands set worker = ${worker}, leased_until = ${LEASE}
    where (tenant_id, id) in (
      select tenant_id, id from commands
      where status = 'taken' and next_attempt_at <= ${at} and (leased_until is null or leased_until < now())
      order by next_attempt_at limit 1 for update skip locked)
    returning *`.execute(tx);
  return rows[0];
}

export interface CommandEnd {
  readonly status: 'done' | 'refused' | 'failed';
  readonly reference: string | null;
  readonly code: string | null;
  readonly detail: string | null;
  readonly lines: readonly LineResult[];
}

/** @returns whether it was still open */
export async function endCommand(tx: Tx, row: Pick<CommandRow, 'tenant_id' | 'id'>, end: CommandEnd, at: Date) {
  const { numUpdatedRows } = await tx
    .updateTable('commands')
    .set({
      status: end.status,
      ...(end.reference === null ? {} : { reference: storedReference(end.reference) }),
      code: end.code === null ? null : readableText(end.code, 100),
      detail: end.detail === null ? null : readableText(end.detail, 1_000),
      lines: JSON.stringify(end.lines.map(storableLine)),
      worker: null,
      leased_until: null,
      next_attempt_at: null,
      finished_at: at,
    })
    .where('tenant_id', '=', row.tenant_id)
    .where('id', '=', row.id)
    .where('status', 'in', ['pending', 'taken'])
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** The provider has it; what came of it may have been told before it said so. */
export async function saveTaken(tx: Tx, row: CommandRow, reference: string | null): Promise<void> {
  await sql`update commands set status = 'taken', reference = ${reference === null ? null : storedReference(reference)}, worker = null, leased_until = null,
      next_attempt_at = now() + ${UNSETTLED_AFTER}
    where tenant_id = ${row.tenant_id} and id = ${row.id} and status = 'pending'`.execute(tx);
}

export async function postponeCommand(
  tx: Tx,
  row: CommandRow,
  next: { readonly at: Date; readonly code: string; readonly detail: string },
): Promise<void> {
  await tx
    .updateTable('commands')
    .set({
      next_attempt_at: next.at,
      code: next.code,
      detail: readableText(next.detail, 1_000),
      worker: null,
      leased_until: null,
    })
    .where('tenant_id', '=', row.tenant_id)
    .where('id', '=', row.id)
    .where('status', '=', 'pending')
    .execute();
}

/** Newest first. A key bound to one store sees the commands about it. */
export function listCommands(
  tx: Tx,
  tenantId: string,
  filter: {
    readonly commandId?: string | undefined;
    readonly connectionId?: string | undefined;
    readonly status?: CommandView['status'] | undefined;
    readonly storeId: string | null;
  },
  page: { readonly before: string | undefined; readonly limit: number },
): Promise<CommandRow[]> {
  const { commandId, connectionId, status, storeId } = filter;
  return tx
    .selectFrom('commands')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .$if(commandId !== undefined, (query) => query.where('id', '=', commandId ?? ''))
    .$if(connectionId !== undefined, (query) => query.where('connection_id', '=', connectionId ?? ''))
    .$if(status !== undefined, (query) => query.where('status', '=', status ?? 'pending'))
    .$if(storeId !== null, (query) => query.where('store_id', '=', storeId ?? ''))
    .$if(page.before !== undefined, (query) => query.where('id', '<', page.before ?? ''))
    .orderBy('id', 'desc')
    .limit(page.limit)
    .execute();
}

export const commandOf = (row: CommandRow): Command => row.body as unknown as Command;

export const commandView = (row: CommandRow): CommandView => {
  const command = commandOf(row);
  return {
    id: row.id,
    connectionId: row.connection_id,
    storeId: row.store_id,
    kind: row.kind as CommandView['kind'],
    status: row.status,
    reference: row.reference,
    code: row.code,
    detail: row.detail,
    lines: [...row.lines] as CommandView['lines'],
    asked: command.kind === 'stock.set' ? command.lines.length : 1,
    attempts: row.attempts,
    nextAttemptAt: row.next_attempt_at?.toISOString() ?? null,
    requestedBy: row.requested_by,
    createdAt: row.created_at.toISOString(),
    finishedAt: row.finished_at?.toISOString() ?? null,
  };
};

/** What the provider answered at once, as an end; null: it is told later. */
export function endOf(result: CommandResult): CommandEnd | null {
  switch (result.kind) {
    case 'done':
      return { status: 'done', reference: result.reference, code: null, detail: null, lines: result.lines };
    case 'refused':
      return { status: 'refused', reference: null, code: result.code, detail: result.detail, lines: [] };
    case 'taken':
      return null;
  }
}
