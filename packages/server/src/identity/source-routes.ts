import { AdapterId, AdapterSettings, KiranaError, Source, SourceId } from '@kirana/core';
import { z } from 'zod';
import { newId } from '../database/new-id.ts';
import { hashOfKey } from '../http/authentication.ts';
import { idPage, PageQuery, pageOf, readIdCursor } from '../http/cursor.ts';
import { defineRoute, type Route } from '../http/route.ts';
import type { IdentityDeps } from './identity-deps.ts';
import { Name } from './name.ts';
import { assertPublicSettings } from './public-settings.ts';
import { randomText } from './random-text.ts';
import { adapterOf, checkSecretNames, checkSettings } from './settings.ts';
import {
  findSource,
  insertSource,
  listSources,
  releasePullsOf,
  replaceHookToken,
  type SourceRow,
  sourceOf,
  updateSource,
} from './source-rows.ts';
import { rotateSecret } from './source-secret-changes.ts';

/** 43 letters and digits: 256 bits. */
const HOOK_TOKEN_CHARACTERS = 43;
const MOST_GRACE_SECONDS = 30 * 86_400;

const SourceParams = z.strictObject({ sourceId: SourceId });
const Secret = z.string().min(1).max(10_000);
const graceSeconds = z
  .int()
  .min(0)
  .max(MOST_GRACE_SECONDS)
  .default(86_400)
  .meta({ description: 'How long the one before is accepted too' });

const NewSource = z
  .strictObject({
    adapter: AdapterId,
    name: Name,
    settings: AdapterSettings.default({}),
    secrets: z.record(z.string().max(100), Secret).default({}).meta({ description: 'By name; never shown again' }),
    allowUnsigned: z.boolean().default(false),
  })
  .meta({ id: 'NewSource' });
const SourceEdit = z
  .strictObject({ name: Name, settings: AdapterSettings, allowUnsigned: z.boolean() })
  .partial()
  .meta({ id: 'SourceEdit' });
const SourceWithHook = z
  .strictObject({
    source: Source,
    hookPath: z.string().meta({ description: 'Holds the hook token: a secret, shown this once' }),
    hookUrl: z.string().nullable().meta({ description: 'The same with PUBLIC_URL; null when that is not set' }),
  })
  .meta({ id: 'SourceWithHook' });

/** Sources: a provider's app as we use it, its secrets and its hook URL. */
export function sourceRoutes(deps: IdentityDeps): Route[] {
  const { database, adapters, sourceSecrets, publicUrl, now } = deps;

  /** May ask the database for the tenant's key: never inside a transaction. */
  const secretNames = async (row: SourceRow): Promise<string[]> =>
    Object.keys(await sourceSecrets.open(row.tenant_id, row.secrets)).sort();
  const show = async (row: SourceRow): Promise<Source> => sourceOf(row, await secretNames(row));
  const found = (row: SourceRow | undefined, sourceId: string): SourceRow => {
    if (row === undefined) throw new KiranaError('NOT_FOUND', { sourceId });
    return row;
  };
  const withHook = (source: Source, token: string) => {
    const hookPath = `/v1/hooks/${token}/`;
    return {
      source,
      hookPath,
      hookUrl: publicUrl === null ? null : `${publicUrl.replace(/\/$/, '')}${hookPath}`,
    };
  };

  return [
    defineRoute({
      method: 'POST',
      path: '/v1/sources',
      operationId: 'createSource',
      summary: 'Make a source of an adapter; the hook URL is in this answer only',
      tag: 'sources',
      access: 'admin',
      body: NewSource,
      response: SourceWithHook,
      status: 201,
      errors: ['ADAPTER_UNKNOWN', 'SETTINGS_INVALID', 'URL_FORBIDDEN'],
      once: true,
      handle: async ({ body: { secrets, ...source } }, { tenantId, keepAnswer }) => {
        const adapter = adapterOf(adapters, source.adapter);
        await checkSettings(adapter, 'source', source.settings);
        checkSecretNames(adapter, Object.keys(secrets));
        await assertPublicSettings(source.settings, deps);
        const values = Object.entries(secrets).map(([name, current]) => [name, { current }] as const);
        const sealed = await sourceSecrets.seal(tenantId, Object.fromEntries(values));
        const token = randomText(HOOK_TOKEN_CHARACTERS);
        const fresh = { id: newId('source'), ...source, secrets: sealed, hookTokenHash: hashOfKey(token) };
        return database.tenant(tenantId, async (tx) => {
          const row = await insertSource(tx, tenantId, fresh, now());
          return keepAnswer(tx, withHook(sourceOf(row, Object.keys(secrets).sort()), token));
        });
      },
    }),
    defineRoute({
      method: 'GET',
      path: '/v1/sources',
      operationId: 'listSources',
      summary: 'Sources',
      tag: 'sources',
      access: 'admin',
      query: PageQuery,
      response: pageOf(Source),
      handle: async ({ query }, { tenantId }) => {
        const after = readIdCursor(query.cursor) ?? '';
        const rows = await database.tenant(tenantId, (tx) => listSources(tx, tenantId, after, query.limit + 1));
        const page = idPage(
          rows,
          query.limit,
          (row) => row.id,
          (row) => row,
        );
        return { ...page, items: await Promise.all(page.items.map(show)) };
      },
    }),
    defineRoute({
      method: 'GET',
      path: '/v1/sources/:sourceId',
      operationId: 'getSource',
      summary: 'One source; of its secrets only the names',
      tag: 'sources',
      access: 'admin',
      params: SourceParams,
      response: Source,
      handle: async ({ params: { sourceId } }, { tenantId }) =>
        show(found(await database.tenant(tenantId, (tx) => findSource(tx, tenantId, sourceId)), sourceId)),
    }),
    defineRoute({
      method: 'PATCH',
      path: '/v1/sources/:sourceId',
      operationId: 'editSource',
      summary: 'Change name, settings (as a whole) or whether unsigned messages are taken',
      tag: 'sources',
      access: 'admin',
      params: SourceParams,
      body: SourceEdit,
      response: Source,
      errors: ['ADAPTER_UNKNOWN', 'SETTINGS_INVALID', 'URL_FORBIDDEN'],
      handle: async ({ params: { sourceId }, body }, { tenantId }) => {
        await assertPublicSettings(body.settings, deps);
        if (body.settings !== undefined) {
          const before = await database.tenant(tenantId, (tx) => findSource(tx, tenantId, sourceId));
          await checkSettings(adapterOf(adapters, found(before, sourceId).adapter), 'source', body.settings);
        }
        const row = await database.tenant(tenantId, async (tx) => {
          if (body.settings !== undefined) await releasePullsOf(tx, tenantId, sourceId, now());
          return updateSource(tx, tenantId, sourceId, body, now());
        });
        return show(found(row, sourceId));
      },
    }),
    defineRoute({
      method: 'POST',
      path: '/v1/sources/:sourceId/rotate-token',
      operationId: 'rotateHookToken',
      summary: 'Give the source a new hook URL; the one before works until the grace is over',
      tag: 'sources',
      access: 'admin',
      params: SourceParams,
      body: z.strictObject({ graceSeconds }).meta({ id: 'HookTokenRotation' }),
      response: SourceWithHook,
      once: true,
      handle: async ({ params: { sourceId }, body }, { tenantId, keepAnswer }) => {
        const before = found(await database.tenant(tenantId, (tx) => findSource(tx, tenantId, sourceId)), sourceId);
        const names = await secretNames(before);
        const at = now();
        const token = randomText(HOOK_TOKEN_CHARACTERS);
        const until = new Date(at.getTime() + body.graceSeconds * 1_000);
        return database.tenant(tenantId, async (tx) => {
          const row = await replaceHookToken(tx, tenantId, sourceId, hashOfKey(token), until, at);
          return keepAnswer(tx, withHook(sourceOf(found(row, sourceId), names), token));
        });
      },
    }),
    defineRoute({
      method: 'POST',
      path: '/v1/sources/:sourceId/rotate-secret',
      operationId: 'rotateSecret',
      summary: 'Set a secret; the value before is accepted until the grace is over',
      tag: 'sources',
      access: 'admin',
      params: SourceParams,
      body: z
        .strictObject({ name: z.string().min(1).max(100), value: Secret, graceSeconds })
        .meta({ id: 'SecretRotation' }),
      response: Source,
      errors: ['ADAPTER_UNKNOWN', 'SETTINGS_INVALID', 'STATE_CONFLICT'],
      once: true,
      handle: ({ params: { sourceId }, body }, call) => rotateSecret(deps, call, sourceId, body),
    }),
  ];
}
