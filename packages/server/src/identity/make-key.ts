import type { ApiKey, Scope } from '@kirana/core';
import type { Tx } from '../database/database.ts';
import { newId } from '../database/new-id.ts';
import { hashOfKey } from '../http/authentication.ts';
import { insertKey } from './key-rows.ts';
import { randomText } from './random-text.ts';

const KEY_CHARACTERS = 32;
const HINT_CHARACTERS = 4;

export interface KeyRequest {
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly storeId?: string | null | undefined;
  readonly requestsPerMinute?: number | null | undefined;
  /** A text chosen by the operator (the demo's key); random when left out. */
  readonly text?: string | undefined;
}

/** Makes an API key. Its text is given once, here; only its hash is stored. */
export async function makeKey(
  tx: Tx,
  tenantId: string,
  request: KeyRequest,
  createdBy: string,
  createdAt: Date,
): Promise<{ apiKey: ApiKey; key: string }> {
  const key = request.text ?? `kir_${randomText(KEY_CHARACTERS)}`;
  const apiKey = await insertKey(tx, {
    tenantId,
    id: newId('apiKey'),
    name: request.name,
    hash: hashOfKey(key),
    hint: key.slice(-HINT_CHARACTERS),
    scopes: request.scopes,
    storeId: request.storeId ?? null,
    requestsPerMinute: request.requestsPerMinute ?? null,
    createdAt,
    createdBy,
  });
  return { apiKey, key };
}
