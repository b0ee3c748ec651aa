import type { Logger } from 'pino';
import type { Database } from '../database/database.ts';
import type { DeliveryArchive } from '../engines/archive/delivery-archive.ts';
import type { GatewayDeps } from '../gateway/gateway-deps.ts';
import type { Sealer } from '../identity/sealing.ts';
import type { HostedAdapters } from '../plugins/hosted-adapter.ts';

/** What the uploads room is given. */
export interface UploadDeps {
  readonly database: Database;
  readonly archive: DeliveryArchive;
  readonly sealer: Sealer;
  readonly adapters: HostedAdapters;
  readonly log: Logger;
  readonly now: () => Date;
  readonly wake: GatewayDeps['wake'];
  /** Largest file, decoded. */
  readonly mostBytes: number;
}
