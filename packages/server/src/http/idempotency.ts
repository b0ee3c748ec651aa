import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
import { type ErrorCode, KiranaError } from '@kirana/core';
import type { Database, Tx } from '../database/database.ts';
import { claimSlot, finishSlot, freeSlot, type IdempotencySlot } from './idempotency-rows.ts';
import { asKiranaError, problemOf, statusOf } from './problem.ts';
import type { Caller } from './route.ts';

export interface Answer {
  readonly status: number;
  /** JSON text; empty where there is none. */
  readonly body: string;
}

export interface IdempotentCall {
  readonly caller: Caller;
  /** The key as it was sent: the answer is stored so that only who has it can read it. */
  readonly credential: string;
  readonly key: string;
  readonly requestId: string;
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
}

/** Writes the answer into the slot, in a transaction of the call's own. @throws IDEMPOTENCY_IN_FLIGHT when the slot is another call's by now */
export type Keep = (tx: Tx, answer: Answer) => Promise<void>;

export interface Idempotency {
  /** @throws IDEMPOTENCY_IN_FLIGHT, IDEMPOTENCY_KEY_REUSED, and what `work` throws */
  run(call: IdempotentCall, work: (keep: Keep) => Promise<Answer>): Promise<Answer & { readonly replayed: boolean }>;
}

/** A call that has not ended after this is taken for dead, and a repetition runs again. */
const ABANDONED_AFTER_MS = 60_000;
const KEY = /^[\x21-\x7e]{1,255}$/;

/** Gives the key back. @throws REQUEST_INVALID for what is no key */
export function checkKey(key: string | null): string | null {
  if (key === null || KEY.test(key)) return key;
  const problems = [{ path: '/headers/idempotency-key', message: '1 to 255 visible ASCII characters' }];
  throw new KiranaError('REQUEST_INVALID', {}, { problems });
}
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

const answerKey = (call: IdempotentCall): Uint8Array =>
  new Uint8Array(
    hkdfSync('sha256', call.credential, `${call.caller.tenantId}|${call.key}`, 'kirana idempotent answer', 32),
  );

function sealAnswer(call: IdempotentCall, body: string): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', answerKey(call), nonce);
  return Buffer.concat([nonce, cipher.update(body, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString('base64');
}

function openAnswer(call: IdempotentCall, sealed: string): string {
  const bytes = Buffer.from(sealed, 'base64');
  const decipher = createDecipheriv('aes-256-gcm', answerKey(call), bytes.subarray(0, NONCE_BYTES), {
    authTagLength: TAG_BYTES,
  });
  decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
  return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]).toString('utf8');
}

const hashOf = ({ method, path, body }: IdempotentCall): Buffer =>
  createHash('sha256')
    .update(JSON.stringify([method, path, body ?? null]))
    .digest();

/** What the same call would hear again is recorded; what may go otherwise next time is not. */
const isFinal = (code: ErrorCode): boolean => {
  const status = statusOf(code);
  return status < 500 && status !== 429 && code !== 'IDEMPOTENCY_IN_FLIGHT';
};

/**
 * One effect per idempotency key: a repetition hears the first answer. Answers may hold a secret that is shown once, so they are stored
 * encrypted under the caller's own key, which the database does not have.
 *
 * Routes that say `once` make, turn over or decide something. They keep their answer in the transaction of the effect (`keep`): there is no
 * moment in which one of the two is there alone. When the acknowledgement of that transaction is lost, or the process dies after it, the
 * caller hears an error or nothing, and a repetition hears the kept answer: only a slot without an answer is freed. A call that took so long
 * that its slot was taken over finds it gone when it keeps, and its effect is undone.
 *
 * All other calls set state to what they say. Their answer is recorded after the effect, in a transaction of its own; between the two a
 * crash leaves a slot that is taken over after a minute, and the call runs a second time. That is harmless: what is so already is not
 * changed, and no event is told of it; what was deleted or decided already is refused. What somebody else wrote in between is overwritten, as by any
 * call that comes later.
 */
export function createIdempotency({ database, now }: { database: Database; now: () => Date }): Idempotency {
  const within = <T>(slot: IdempotencySlot, work: (tx: Tx) => Promise<T>): Promise<T> =>
    slot.tenantId === '' ? database.system(work) : database.tenant(slot.tenantId, work);

  return {
    async run(call, work) {
      checkKey(call.key);
      const slot = {
        tenantId: call.caller.tenantId,
        caller: `${call.caller.kind}:${call.caller.keyId}`,
        key: call.key,
      };
      const requestHash = hashOf(call);
      const startedAt = now();
      const abandonedBefore = new Date(startedAt.getTime() - ABANDONED_AFTER_MS);
      const free = () => within(slot, (tx) => freeSlot(tx, slot, startedAt)).catch(() => {});
      const claim = await within(slot, (tx) => claimSlot(tx, slot, requestHash, startedAt, abandonedBefore)).catch(
        async (error) => {
          // it may have been committed and only the acknowledgement lost: nobody would end it
          await free();
          throw error;
        },
      );
      if (claim !== true) {
        if (!timingSafeEqual(requestHash, claim.requestHash)) throw new KiranaError('IDEMPOTENCY_KEY_REUSED');
        if (claim.state === 'running') throw new KiranaError('IDEMPOTENCY_IN_FLIGHT');
        return { status: claim.status ?? 200, body: openAnswer(call, claim.body ?? ''), replayed: true };
      }
      const finishIn = (tx: Tx, { status, body }: Answer) =>
        finishSlot(tx, slot, startedAt, status, sealAnswer(call, body));
      const finish = (answer: Answer) => within(slot, (tx) => finishIn(tx, answer));
      let isKept = false;
      try {
        const answer = await work(async (tx, kept) => {
          if (!(await finishIn(tx, kept))) throw new KiranaError('IDEMPOTENCY_IN_FLIGHT');
          isKept = true;
        });
        if (!isKept) await finish(answer);
        return { ...answer, replayed: false };
      } catch (error) {
        const known = asKiranaError(error);
        const refusal = { status: statusOf(known.code), body: JSON.stringify(problemOf(known, call.requestId)) };
        if (isFinal(known.code)) await finish(refusal);
        else await free();
        throw error;
      }
    },
  };
}
