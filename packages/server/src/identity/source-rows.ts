import type { Source } from '@kirana/core';
import type { Selectable } from 'kysely';
import type { Tx } from '../database/database.ts';
import { listRows } from '../database/list-rows.ts';
import type { SourcesTable } from '../database/schema.ts';

/** A source as it is stored. */
export type SourceRow = Selectable<SourcesTable>;

export const sourceOf = (row: SourceRow, secretNames: readonly string[]): Source => ({
  id: row.id,
  adapter: row.adapter,
  name: row.name,
  settings: row.settings as Source['settings'],
  secretNames: [...secretNames],
  allowUnsigned: row.allow_unsigned,
  createdAt: row.created_at.toISOString(),
  updatedAt: row.updated_at.toISOString(),
});

export interface NewSourceRow {
  readonly id: string;
  readonly adapter: string;
  readonly name: string;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly secrets: Uint8Array;
  readonly hookTokenHash: Uint8Array;
  readonly allowUnsigned: boolean;
}

export function insertSource(tx: Tx, tenantId: string, source: NewSourceRow, at: Date): Promise<SourceRow> {
  return tx
    .insertInto('sources')
    .values({
      tenant_id: tenantId,
      id: source.id,
      adapter: source.adapter,
      name: source.name,
      settings: JSON.stringify(source.settings),
      secrets: source.secrets,
      hook_token_hash: source.hookTokenHash,
      allow_unsigned: source.allowUnsigned,
      created_at: at,
      updated_at: at,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
}

export const findSource = (tx: Tx, tenantId: string, sourceId: string): Promise<SourceRow | undefined> =>
  tx.selectFrom('sources').selectAll().where('tenant_id', '=', tenantId).where('id', '=', sourceId).executeTakeFirst();

export const listSources = (tx: Tx, tenantId: string, after: string, limit: number): Promise<SourceRow[]> =>
  listRows(tx, 'sources', tenantId, after, limit);

export interface SourceChange {
  readonly name?: string | undefined;
  readonly settings?: Readonly<Record<string, unknown>> | undefined;
  readonly allowUnsigned?: boolean | undefined;
}

export const updateSource = (
  tx: Tx,
  tenantId: string,
  sourceId: string,
  change: SourceChange,
  at: Date,
): Promise<SourceRow | undefined> =>
  tx
    .updateTable('sources')
    .set({
      ...(change.name === undefined ? {} : { name: change.name }),
      ...(change.settings === undefined ? {} : { settings: JSON.stringify(change.settings) }),
      ...(change.allowUnsigned === undefined ? {} : { allow_unsigned: change.allowUnsigned }),
      updated_at: at,
    })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', sourceId)
    .returningAll()
    .executeTakeFirst();

/** New settings or secrets: what the provider refused before, it may take now. */
export const releasePullsOf = (tx: Tx, tenantId: string, sourceId: string, at: Date) =>
  tx
    .updateTable('connections')
    .set({ pull_held_reason: null, updated_at: at })
    .where('tenant_id', '=', tenantId)
    .where('source_id', '=', sourceId)
    .where('pull_held_reason', 'is not', null)
    .execute();

/** Only if nobody else wrote them since they were read. */
export const replaceSecrets = (
  tx: Tx,
  tenantId: string,
  sourceId: string,
  secrets: { readonly before: Uint8Array; readonly after: Uint8Array },
  at: Date,
): Promise<SourceRow | undefined> =>
  tx
    .updateTable('sources')
    .set({ secrets: secrets.after, updated_at: at })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', sourceId)
    .where('secrets', '=', secrets.before)
    .returningAll()
    .executeTakeFirst();

/** The token so far stays good until then. */
export const replaceHookToken = (
  tx: Tx,
  tenantId: string,
  sourceId: string,
  tokenHash: Uint8Array,
  previousUntil: Date,
  at: Date,
): Promise<SourceRow | undefined> =>
  tx
    .updateTable('sources')
    .set((row) => ({
      hook_token_previous_hash: row.ref('hook_token_hash'),
      hook_token_previous_until: previousUntil,
      hook_token_hash: tokenHash,
      updated_at: at,
    }))
    .where('tenant_id', '=', tenantId)
    .where('id', '=', sourceId)
    .returningAll()
    .executeTakeFirst();
