import type { Adapter } from '../define-adapter.ts';
import type { HookRequest } from '../hook.ts';
import { type SignOptions, sign } from '../sign.ts';
import type { Trigger } from '../trigger.ts';
import type { Verification } from '../verification.ts';
import type { SimulatorServer } from './simulator-server.ts';

/** What an operator enters so that a source and a connection reach a simulator. */
export interface Installation {
  readonly account: string;
  readonly locations: readonly string[];
  readonly sourceSettings: Readonly<Record<string, unknown>>;
  readonly connectionSettings: Readonly<Record<string, unknown>>;
  readonly secrets: Readonly<Record<string, string>>;
}

/** A provider that runs on this machine, with its quirks. */
export interface ProviderSimulator extends SimulatorServer {
  readonly installation: Installation;
  /** What commands did, one entry for each time something really changed. */
  readonly effects: readonly { readonly kind: string; readonly [detail: string]: unknown }[];
}

export interface SimulatorOptions {
  /** Makes what is made up; the same seed makes the same. */
  readonly seed?: number;
  /** 0: any free port. */
  readonly port?: number;
  /** Things the provider has, about; the simulator says what it makes of it. */
  readonly size?: number;
}

/** What the `simulator` subpath of an adapter's package exports under the name `simulator`. */
export interface Simulator {
  /** Starts the provider. The caller closes it. */
  start(options?: SimulatorOptions): Promise<ProviderSimulator>;
  /** What the provider would send of its own accord, by name. */
  readonly triggers: Readonly<Record<string, Trigger>>;
  /** The parameter of triggers that names the account, where there is one. */
  readonly accountParameter: string | null;
}

/** How messages of a source with these settings prove themselves. */
export function verificationOf(adapter: Adapter, sourceSettings: Readonly<Record<string, unknown>>): Verification {
  const { verify } = adapter;
  return typeof verify === 'function' ? verify(adapter.sourceSettings.parse(sourceSettings)) : verify;
}

/** A message with the proof the provider adds. @throws RangeError for an unknown trigger or parameter */
export function signedTrigger(
  simulator: Pick<Simulator, 'triggers'>,
  verification: Verification,
  event: string,
  overrides: Readonly<Record<string, string>>,
  source: SignOptions,
): HookRequest {
  const trigger = Object.hasOwn(simulator.triggers, event) ? simulator.triggers[event] : undefined;
  if (trigger === undefined) {
    throw new RangeError(`there is no "${event}"; there are ${Object.keys(simulator.triggers).join(', ')}`);
  }
  return sign(verification, trigger.request(overrides), source);
}
