import type { HookRequest } from './hook.ts';
import {
  type HmacVerification,
  headerOf,
  hmacText,
  type Secrets,
  STANDARD_WEBHOOKS,
  sameText,
  secretValues,
  signedBytes,
  standardWebhooksKey,
  standardWebhooksSignature,
  textAt,
} from './signature.ts';
import type { Verification } from './verification.ts';

export interface VerifyOptions {
  readonly secrets: Secrets;
  /** The whole address of this request as the provider was given it: PUBLIC_URL, then path and query as they came. Null: PUBLIC_URL is not set. */
  readonly publicUrl: string | null;
  readonly receivedAtMs: number;
  /** The operator's explicit consent to messages that prove nothing. */
  readonly allowUnsigned: boolean;
}

/** `unconfigured`: a secret or PUBLIC_URL is not set, so nothing can be accepted. Reasons are for our counters, never for the sender. */
export type VerifyReason = 'missing' | 'mismatch' | 'stale' | 'unconfigured' | 'unsigned';
export type VerifyResult = { readonly ok: true } | { readonly ok: false; readonly reason: VerifyReason };

const OK: VerifyResult = { ok: true };
const no = (reason: VerifyReason): VerifyResult => ({ ok: false, reason });

/** More signatures than anybody rotates at once; the rest of a hostile header costs no work. */
const MAX_SIGNATURES = 8;

interface Claim {
  readonly signatures: readonly string[];
  readonly timestamp: string | null;
  readonly toleranceMs: number;
  readonly unitMs: number;
}

function compositeClaim(header: string, composite: NonNullable<HmacVerification['composite']>): Claim {
  const signatures: string[] = [];
  let timestamp: string | null = null;
  for (const part of header.slice(0, 4_096).split(',')) {
    const equals = part.indexOf('=');
    const key = part.slice(0, Math.max(equals, 0)).trim();
    const value = part.slice(equals + 1).trim();
    if (key === composite.timestamp) timestamp ??= value;
    else if (key === composite.signature && signatures.length < MAX_SIGNATURES) signatures.push(value);
  }
  return { signatures, timestamp, toleranceMs: composite.toleranceSeconds * 1_000, unitMs: 1_000 };
}

function claimOf(spec: HmacVerification, request: HookRequest, header: string): Claim {
  if (spec.composite !== undefined) return compositeClaim(header, spec.composite);
  const prefix = spec.prefix ?? '';
  return {
    signatures: header.startsWith(prefix) ? [header.slice(prefix.length)] : [],
    timestamp: spec.timestamp === undefined ? null : (headerOf(request, spec.timestamp.header) ?? null),
    toleranceMs: (spec.timestamp?.toleranceSeconds ?? 0) * 1_000,
    unitMs: spec.timestamp?.unit === 'milliseconds' ? 1 : 1_000,
  };
}

const isFresh = (timestamp: string, unitMs: number, toleranceMs: number, receivedAtMs: number): boolean =>
  /^\d{1,15}$/.test(timestamp) && Math.abs(receivedAtMs - Number(timestamp) * unitMs) <= toleranceMs;

function verifyHmac(spec: HmacVerification, request: HookRequest, options: VerifyOptions): VerifyResult {
  const keys = secretValues(options.secrets, spec.secret);
  if (keys.length === 0) return no('unconfigured');
  const header = headerOf(request, spec.header);
  if (header === undefined || header === '') return no('missing');
  const claim = claimOf(spec, request, header);
  const timed = spec.composite !== undefined || spec.timestamp !== undefined;
  if (timed && claim.timestamp === null) return no('missing');
  if (timed && !isFresh(claim.timestamp ?? '', claim.unitMs, claim.toleranceMs, options.receivedAtMs))
    return no('stale');
  const id = spec.idHeader === undefined ? null : (headerOf(request, spec.idHeader) ?? null);
  if (spec.idHeader !== undefined && id === null) return no('missing');
  const bytes = signedBytes(spec.signed, {
    body: request.body,
    url: options.publicUrl,
    timestamp: claim.timestamp,
    id,
  });
  if (bytes === undefined) return no('unconfigured');
  const given = spec.encoding === 'hex' ? claim.signatures.map((text) => text.toLowerCase()) : claim.signatures;
  return anyMatch(
    given,
    keys.map((key) => hmacText(spec, key, bytes)),
  );
}

/** Compares everything with everything, so that the time does not tell which value matched. */
function anyMatch(given: readonly string[], expected: readonly string[]): VerifyResult {
  let matched = false;
  for (const one of given) {
    for (const other of expected) matched = sameText(one, other) || matched;
  }
  return matched ? OK : no('mismatch');
}

function verifyStandardWebhooks(secret: string, request: HookRequest, options: VerifyOptions): VerifyResult {
  const keys = secretValues(options.secrets, secret)
    .map(standardWebhooksKey)
    .filter((key) => key.length > 0);
  if (keys.length === 0) return no('unconfigured');
  const id = headerOf(request, STANDARD_WEBHOOKS.id);
  const timestamp = headerOf(request, STANDARD_WEBHOOKS.timestamp);
  const header = headerOf(request, STANDARD_WEBHOOKS.signature);
  if (!id || !timestamp || !header) return no('missing');
  const toleranceMs = STANDARD_WEBHOOKS.toleranceSeconds * 1_000;
  if (!isFresh(timestamp, 1_000, toleranceMs, options.receivedAtMs)) return no('stale');
  return anyMatch(
    header.slice(0, 4_096).split(' ').slice(0, MAX_SIGNATURES),
    keys.map((key) => standardWebhooksSignature(key, id, timestamp, request.body)),
  );
}

function verifyText(given: string | undefined, expected: readonly string[]): VerifyResult {
  if (expected.length === 0) return no('unconfigured');
  if (given === undefined || given === '') return no('missing');
  return anyMatch([given], expected);
}

function verifyBasic(user: string, secret: string, request: HookRequest, options: VerifyOptions): VerifyResult {
  const expected = secretValues(options.secrets, secret).map((value) => `${user}:${value}`);
  const header = headerOf(request, 'authorization');
  const encoded = header === undefined ? undefined : /^basic +([A-Za-z0-9+/]+={0,2})$/i.exec(header)?.[1];
  if (header !== undefined && encoded === undefined) return expected.length === 0 ? no('unconfigured') : no('mismatch');
  return verifyText(encoded === undefined ? undefined : Buffer.from(encoded, 'base64').toString('utf8'), expected);
}

function check(verification: Verification, request: HookRequest, options: VerifyOptions): VerifyResult {
  switch (verification.kind) {
    case 'hmac':
      return verifyHmac(verification, request, options);
    case 'standard-webhooks':
      return verifyStandardWebhooks(verification.secret, request, options);
    case 'shared-secret': {
      const values = secretValues(options.secrets, verification.secret);
      const expected = values.map((value) => (verification.prefix ?? '') + value);
      // Looked for only when it can match: reading it from a body costs work.
      return verifyText(expected.length === 0 ? undefined : textAt(request, verification.at), expected);
    }
    case 'basic':
      return verifyBasic(verification.user, verification.secret, request, options);
    case 'all': {
      if (verification.of.length === 0) return no('unconfigured');
      for (const one of verification.of) {
        const result = check(one, request, options);
        if (!result.ok) return result;
      }
      return OK;
    }
    case 'unsigned':
      return options.allowUnsigned === true ? OK : no('unsigned');
    default:
      return no('unconfigured');
  }
}

/**
 * Does the message prove where it comes from? Judged on the raw bytes, in constant time, and closed by default: what is not configured,
 * not understood or not there is refused. Never throws, whatever was sent.
 */
export function verify(verification: Verification, request: HookRequest, options: VerifyOptions): VerifyResult {
  try {
    return check(verification, request, options);
  } catch {
    return no('mismatch');
  }
}
