import type { HookRequest, SignOptions, Trigger } from '@kirana/adapter';
import { signedTrigger, triggers } from '@kirana/adapter-petpooja/simulator';

/** What a provider would send, made on this machine. */
export interface Provider {
  readonly triggers: Readonly<Record<string, Trigger>>;
  /** Name of the parameter that names the account. */
  readonly accountParameter: string;
  /** With the proof the provider adds. @throws RangeError for an unknown trigger or parameter */
  request(event: string, overrides: Readonly<Record<string, string>>, source: SignOptions): HookRequest;
}

/** Simulators this program knows, by adapter. */
export const PROVIDERS: Readonly<Record<string, Provider>> = {
  petpooja: { triggers, accountParameter: 'restaurant', request: signedTrigger },
};
