import type { StoreView } from '@kirana/adapter';
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import type { Database } from '../database/database.ts';
import type { DeliveryArchive } from '../engines/archive/delivery-archive.ts';
import type { Sealer } from '../identity/sealing.ts';
import type { SourceSecrets } from '../identity/source-secrets.ts';
import type { HostedAdapters } from '../plugins/hosted-adapter.ts';
import type { Reapply } from './replay.ts';

/** What the gateway is given. */
export interface GatewayDeps {
  readonly database: Database;
  readonly archive: DeliveryArchive;
  readonly sealer: Sealer;
  readonly sourceSecrets: SourceSecrets;
  /** Installed adapters by id. */
  readonly adapters: HostedAdapters;
  readonly log: Logger;
  readonly metrics: Registry;
  readonly now: () => Date;
  /** What the catalog knows of a store, for providers that ask. Null: no such store. */
  readonly storeView: (tenantId: string, storeId: string) => Promise<StoreView | null>;
  /** There are new deliveries, in these lanes if it is known: the normalizer may look at once. */
  readonly wake: (lanes?: readonly { readonly tenantId: string; readonly lane: string }[]) => void;
  readonly reapply: Reapply;
  /** How providers reach this server; null where no signature covers the URL. */
  readonly publicUrl: string | null;
  /** Largest webhook body, decoded; 20 MiB. */
  readonly hookBodyLimitBytes?: number;
  readonly allowPrivateHosts?: readonly string[];
  /** Whether this process pulls and replays; true. */
  readonly workers?: boolean;
  /** How often workers look without being woken; 1,000 ms. */
  readonly pollMs?: number;
}
