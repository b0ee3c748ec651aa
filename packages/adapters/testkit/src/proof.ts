import type { HookRequest, Place, Verification } from '@kirana/adapter';
import { sign, verify } from '@kirana/adapter';
import { verificationOf } from '@kirana/adapter/simulator';
import type { Fixture } from './fixture.ts';
import { NOW } from './provider.ts';
import { parsed, replaced } from './spoil.ts';
import { type Subject, testSecret } from './subject.ts';

export type Leaf = Exclude<Verification, { kind: 'all' }>;

export const leavesOf = (verification: Verification): readonly Leaf[] =>
  verification.kind === 'all' ? verification.of.flatMap(leavesOf) : [verification];

export const HOOK = 'https://kirana.example/v1/hooks/kirana-testkit';

/** The address a request is sent to, as the provider was given it. */
export function addressOf({ path, query }: HookRequest): string {
  const search = new URLSearchParams(query).toString();
  return `${HOOK}/${path}${search === '' ? '' : `?${search}`}`;
}

export interface Judging {
  readonly secrets?: Readonly<Record<string, readonly string[]>>;
  readonly publicUrl?: string;
  readonly receivedAtMs?: number;
  readonly allowUnsigned?: boolean;
}

/** A fixture's request with the proof of its own source. */
export class Proof {
  readonly name: string;
  readonly verification: Verification;
  readonly leaves: readonly Leaf[];
  readonly secrets: Readonly<Record<string, readonly string[]>>;
  readonly signed: HookRequest;

  constructor(subject: Subject, fixture: Fixture) {
    this.name = fixture.name;
    this.verification = verificationOf(subject.adapter, fixture.sourceSettings);
    this.leaves = leavesOf(this.verification);
    this.secrets = Object.fromEntries(Object.entries(subject.secrets).map(([name, value]) => [name, [value]]));
    this.signed = this.sign(fixture.request);
  }

  sign(request: HookRequest, secrets = this.secrets): HookRequest {
    const options = { secrets, nowMs: NOW.getTime(), publicUrl: addressOf(request) };
    // what stands in the address is put there first: a signature may cover it
    const placed = this.leaves.filter((leaf) => leaf.kind === 'shared-secret' && leaf.at.in !== 'header');
    const whole = placed.reduce((signed, leaf) => sign(leaf, signed, options), request);
    const rest = this.leaves.filter((leaf) => !placed.includes(leaf));
    return rest.reduce((signed, leaf) => sign(leaf, signed, { ...options, publicUrl: addressOf(whole) }), whole);
  }

  passes(request: HookRequest, judging: Judging = {}): boolean {
    return verify(this.verification, request, {
      secrets: judging.secrets ?? this.secrets,
      publicUrl: judging.publicUrl ?? addressOf(request),
      receivedAtMs: judging.receivedAtMs ?? NOW.getTime(),
      allowUnsigned: judging.allowUnsigned ?? false,
    }).ok;
  }

  /** What stands where a shared secret is expected. */
  sharedText({ secret, prefix = '' }: Extract<Leaf, { kind: 'shared-secret' }>): string {
    return prefix + (this.secrets[secret]?.[0] ?? '');
  }

  /** Every secret replaced by another one of the same shape. */
  otherSecrets(salt: string): Record<string, readonly string[]> {
    return Object.fromEntries(Object.keys(this.secrets).map((name) => [name, [testSecret(name, salt)]]));
  }
}

/** The header a leaf's proof stands in; undefined when it stands elsewhere. */
export function proofHeader(leaf: Leaf): string | undefined {
  if (leaf.kind === 'hmac') return leaf.header.toLowerCase();
  if (leaf.kind === 'standard-webhooks') return 'webhook-signature';
  if (leaf.kind === 'basic') return 'authorization';
  return leaf.kind === 'shared-secret' && leaf.at.in === 'header' ? leaf.at.name.toLowerCase() : undefined;
}

export const signsBody = (leaf: Leaf): boolean =>
  leaf.kind === 'standard-webhooks' || (leaf.kind === 'hmac' && leaf.signed.includes('body'));

export const signsUrl = (leaf: Leaf): boolean => leaf.kind === 'hmac' && leaf.signed.includes('url');

/** How far a leaf's time may be off, in milliseconds; undefined where it has none. */
export function toleranceMs(leaf: Leaf): number | undefined {
  if (leaf.kind === 'standard-webhooks') return 300_000;
  const seconds = leaf.kind === 'hmac' ? (leaf.composite ?? leaf.timestamp)?.toleranceSeconds : undefined;
  return seconds === undefined ? undefined : seconds * 1_000;
}

export const withHeader = (request: HookRequest, name: string, value: string | undefined): HookRequest => {
  const { [name]: _old, ...others } = request.headers;
  return { ...request, headers: value === undefined ? others : { ...others, [name]: value } };
};

/** Another text, or none, where a shared secret stands. What is not JSON loses its body, and with it the secret. */
export function withShared(request: HookRequest, at: Place, value: string | undefined): HookRequest {
  switch (at.in) {
    case 'header':
      return withHeader(request, at.name.toLowerCase(), value);
    case 'query': {
      const { [at.name]: _old, ...others } = request.query;
      return { ...request, query: value === undefined ? others : { ...others, [at.name]: value } };
    }
    case 'path': {
      const segments = request.path.split('/');
      segments.splice(at.index, 1, ...(value === undefined ? [] : [encodeURIComponent(value)]));
      return { ...request, path: segments.join('/') };
    }
    case 'body': {
      const json = parsed(request.body);
      const steps = at.pointer.slice(1).split('/');
      const changed = replaced(
        json?.json ?? {},
        json === undefined ? [] : steps,
        value === undefined ? 'deleted' : { value },
      );
      return { ...request, body: Buffer.from(JSON.stringify(changed)) };
    }
  }
}
