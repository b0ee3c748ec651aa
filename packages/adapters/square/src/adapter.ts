import { defineAdapter } from '@kirana/adapter';
import { check } from './check.ts';
import { manifest } from './manifest.ts';
import { normaliseCatalogPage } from './normalise-catalog-page.ts';
import { normaliseInventoryCount } from './normalise-inventory-count.ts';
import { normaliseCatalogVersion, normaliseOtherEvent } from './normalise-pokes.ts';
import { normaliseStockPage } from './normalise-stock-page.ts';
import { pullSquare } from './pull.ts';
import { statusReply } from './replies.ts';
import { route } from './route.ts';
import { sendSquare } from './send-stock.ts';
import { ConnectionSettings, SourceSettings, secrets, verification } from './settings.ts';

export const square = defineAdapter({
  manifest,
  sourceSettings: SourceSettings,
  connectionSettings: ConnectionSettings,
  secrets,
  verify: verification,
  route,
  endpoints: {
    inventory_count: { kind: 'event', normalise: normaliseInventoryCount, reply: statusReply },
    catalog_version: { kind: 'event', of: 'connection', normalise: normaliseCatalogVersion, reply: statusReply },
    other_event: { kind: 'event', of: 'connection', normalise: normaliseOtherEvent, reply: statusReply },
    // only ever pulled
    catalog_page: { kind: 'event', normalise: normaliseCatalogPage, reply: statusReply },
    stock_page: { kind: 'event', normalise: normaliseStockPage, reply: statusReply },
  },
  pull: pullSquare,
  send: sendSquare,
  check,
});
