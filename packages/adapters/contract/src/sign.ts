import { AdapterError } from './adapter-error.ts';
import type { HookRequest } from './hook.ts';
import {
  type HmacVerification,
  hmacText,
  type Secrets,
  STANDARD_WEBHOOKS,
  secretValues,
  signedBytes,
  standardWebhooksKey,
  standardWebhooksSignature,
} from './signature.ts';
import type { Place, Verification } from './verification.ts';

export interface SignOptions {
  readonly secrets: Secrets;
  /** As for `verify`: the whole address the request will be sent to. */
  readonly publicUrl: string | null;
  readonly nowMs: number;
  /** For schemes that sign a message id. */
  readonly messageId?: string;
}

function currentSecret(options: SignOptions, name: string): string {
  const value = secretValues(options.secrets, name)[0];
  if (value === undefined) throw new AdapterError('config', `the secret "${name}" is not set`);
  return value;
}

const withHeaders = (request: HookRequest, headers: Record<string, string>): HookRequest => ({
  ...request,
  headers: { ...request.headers, ...headers },
});

function setInBody(body: Uint8Array, pointer: string, value: string): Uint8Array {
  const steps = pointer.slice(1).split('/');
  const last = steps.pop() as string;
  const root: unknown = body.length === 0 ? {} : JSON.parse(Buffer.from(body).toString('utf8'));
  let parent = root as Record<string, unknown>;
  for (const step of steps) {
    if (typeof parent[step] !== 'object' || parent[step] === null) parent[step] = {};
    parent = parent[step] as Record<string, unknown>;
  }
  parent[last] = value;
  return Buffer.from(JSON.stringify(root));
}

function put(request: HookRequest, at: Place, value: string): HookRequest {
  switch (at.in) {
    case 'header':
      return withHeaders(request, { [at.name.toLowerCase()]: value });
    case 'query':
      return { ...request, query: { ...request.query, [at.name]: value } };
    case 'path': {
      const segments = request.path === '' ? [] : request.path.split('/');
      segments.splice(at.index, 0, encodeURIComponent(value));
      return { ...request, path: segments.join('/') };
    }
    case 'body':
      return { ...request, body: setInBody(request.body, at.pointer, value) };
  }
}

function signHmac(spec: HmacVerification, request: HookRequest, options: SignOptions): HookRequest {
  const unitMs = spec.composite === undefined && spec.timestamp?.unit === 'milliseconds' ? 1 : 1_000;
  const timed = spec.composite !== undefined || spec.timestamp !== undefined;
  const timestamp = timed ? String(Math.floor(options.nowMs / unitMs)) : null;
  const id = spec.idHeader === undefined ? null : (options.messageId ?? `msg_${options.nowMs}`);
  const bytes = signedBytes(spec.signed, { body: request.body, url: options.publicUrl, timestamp, id });
  if (bytes === undefined) throw new AdapterError('config', 'the signature covers a part that is not given');
  const signature = hmacText(spec, currentSecret(options, spec.secret), bytes);
  const headers: Record<string, string> = {};
  if (spec.idHeader !== undefined && id !== null) headers[spec.idHeader.toLowerCase()] = id;
  if (spec.composite !== undefined) {
    headers[spec.header.toLowerCase()] =
      `${spec.composite.timestamp}=${timestamp},${spec.composite.signature}=${signature}`;
  } else {
    if (spec.timestamp !== undefined && timestamp !== null) headers[spec.timestamp.header.toLowerCase()] = timestamp;
    headers[spec.header.toLowerCase()] = (spec.prefix ?? '') + signature;
  }
  return withHeaders(request, headers);
}

function signStandardWebhooks(secret: string, request: HookRequest, options: SignOptions): HookRequest {
  const id = options.messageId ?? `msg_${options.nowMs}`;
  const timestamp = String(Math.floor(options.nowMs / 1_000));
  const key = standardWebhooksKey(currentSecret(options, secret));
  return withHeaders(request, {
    [STANDARD_WEBHOOKS.id]: id,
    [STANDARD_WEBHOOKS.timestamp]: timestamp,
    [STANDARD_WEBHOOKS.signature]: standardWebhooksSignature(key, id, timestamp, request.body),
  });
}

/** Signatures cover the body, so what is put into the body comes first. */
const changesBody = (one: Verification): boolean => one.kind === 'shared-secret' && one.at.in !== 'header';

/**
 * The same request with the proof a provider would add, made with the current secret: for simulators, `kirana trigger` and tests.
 * @throws AdapterError('config') when a secret or address it needs is not given.
 */
export function sign(verification: Verification, request: HookRequest, options: SignOptions): HookRequest {
  switch (verification.kind) {
    case 'hmac':
      return signHmac(verification, request, options);
    case 'standard-webhooks':
      return signStandardWebhooks(verification.secret, request, options);
    case 'shared-secret':
      return put(request, verification.at, (verification.prefix ?? '') + currentSecret(options, verification.secret));
    case 'basic': {
      const pair = `${verification.user}:${currentSecret(options, verification.secret)}`;
      return withHeaders(request, { authorization: `Basic ${Buffer.from(pair).toString('base64')}` });
    }
    case 'all':
      return [...verification.of.filter(changesBody), ...verification.of.filter((one) => !changesBody(one))].reduce(
        (signed, one) => sign(one, signed, options),
        request,
      );
    case 'unsigned':
      return request;
  }
}
