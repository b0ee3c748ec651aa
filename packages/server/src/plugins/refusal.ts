import { KiranaError } from '@kirana/core';

/** Why a package is not loaded: `params.reason`, a published word. */
export type RefusalReason =
  | 'name_invalid'
  | 'not_found'
  | 'package_unreadable'
  | 'not_an_adapter'
  | 'api_version'
  | 'contract_version'
  | 'manifest_missing'
  | 'manifest_invalid'
  | 'manifest_differs'
  | 'entry_missing'
  | 'id_taken'
  | 'lock_unreadable'
  | 'not_locked'
  | 'version_changed'
  | 'integrity_changed'
  | 'asks_for_more';

export interface RefusalFacts {
  /** Name or path of the package. */
  readonly package: string;
  /** What we need. */
  readonly wanted?: string;
  /** What the package has. */
  readonly had?: string;
  /** One sentence that says what to do, if it can be said. */
  readonly why: string;
}

/** The one error of packages that are not loaded. */
export const refusal = (
  reason: RefusalReason,
  { package: name, wanted, had, why }: RefusalFacts,
  cause?: unknown,
): KiranaError =>
  new KiranaError(
    'ADAPTER_REFUSED',
    { package: name, reason, wanted, had },
    {
      detail: `The adapter package "${name}" is refused (${reason}): ${why}${
        wanted === undefined ? '' : ` — wanted ${wanted}, had ${had ?? 'none'}`
      }.`,
      ...(cause === undefined ? {} : { cause }),
    },
  );
