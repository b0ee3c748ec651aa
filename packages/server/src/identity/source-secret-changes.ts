import { KiranaError, type Source } from '@kirana/core';
import type { Call } from '../http/route.ts';
import type { IdentityDeps } from './identity-deps.ts';
import { adapterOf } from './settings.ts';
import { findSource, releasePullsOf, replaceSecrets, sourceOf } from './source-rows.ts';

export interface SecretRotation {
  readonly name: string;
  readonly value: string;
  /** How long the value so far is accepted too. */
  readonly graceSeconds: number;
}

/** Opening and sealing may ask the database for the tenant's key, so both happen outside transactions. @throws NOT_FOUND, SETTINGS_INVALID, STATE_CONFLICT */
export async function rotateSecret(
  { database, adapters, sourceSecrets, now }: Pick<IdentityDeps, 'database' | 'adapters' | 'sourceSecrets' | 'now'>,
  { tenantId, keepAnswer }: Pick<Call, 'tenantId' | 'keepAnswer'>,
  sourceId: string,
  { name, value, graceSeconds }: SecretRotation,
): Promise<Source> {
  const source = await database.tenant(tenantId, (tx) => findSource(tx, tenantId, sourceId));
  if (source === undefined) throw new KiranaError('NOT_FOUND', { sourceId });
  const adapter = adapterOf(adapters, source.adapter);
  if (!Object.hasOwn(adapter.secrets, name)) {
    const problems = [{ path: '/body/name', message: 'the adapter has no such secret' }];
    throw new KiranaError('SETTINGS_INVALID', {}, { problems });
  }
  const at = now();
  const secrets = await sourceSecrets.open(tenantId, source.secrets);
  const before = Object.hasOwn(secrets, name) ? secrets[name]?.current : undefined;
  const previousUntil = new Date(at.getTime() + graceSeconds * 1_000).toISOString();
  const isOverlapping = before !== undefined && before !== value && graceSeconds > 0;
  const secret = { current: value, ...(isOverlapping ? { previous: before, previousUntil } : {}) };
  const changed = { ...secrets, [name]: secret };
  const after = await sourceSecrets.seal(tenantId, changed);
  return database.tenant(tenantId, async (tx) => {
    const written = await replaceSecrets(tx, tenantId, sourceId, { before: source.secrets, after }, at);
    if (written === undefined) {
      const detail = 'Its secrets were changed by another call meanwhile.';
      throw new KiranaError('STATE_CONFLICT', { sourceId }, { detail });
    }
    await releasePullsOf(tx, tenantId, sourceId, at);
    return keepAnswer(tx, sourceOf(written, Object.keys(changed).sort()));
  });
}
