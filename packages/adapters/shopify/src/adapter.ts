import { defineAdapter } from '@kirana/adapter';
import { check } from './check.ts';
import { manifest } from './manifest.ts';
import { normaliseCatalog } from './normalise-catalog.ts';
import { normaliseCatalogChanged, normaliseCatalogRemoved, normaliseOther } from './normalise-pokes.ts';
import { normaliseProduct, normaliseProductRemoved } from './normalise-product.ts';
import { normaliseLevel, normaliseLevelRemoved, normaliseStock } from './normalise-stock.ts';
import { pull } from './pull.ts';
import { reply } from './replies.ts';
import { route } from './route.ts';
import { send } from './set-stock.ts';
import { ConnectionSettings, SourceSettings, secrets, verification } from './settings.ts';

export const shopify = defineAdapter({
  manifest,
  sourceSettings: SourceSettings,
  connectionSettings: ConnectionSettings,
  secrets,
  verify: verification,
  route,
  endpoints: {
    // Webhooks of the shop.
    other: { kind: 'event', of: 'connection', normalise: normaliseOther, reply },
    catalog_changed: { kind: 'event', of: 'connection', normalise: normaliseCatalogChanged, reply },
    catalog_removed: { kind: 'event', of: 'connection', normalise: normaliseCatalogRemoved, reply },
    // Webhooks of a location.
    inventory_level: { kind: 'event', normalise: normaliseLevel, reply },
    inventory_level_removed: { kind: 'event', normalise: normaliseLevelRemoved, reply },
    // Webhooks of a shop that has one location.
    product: { kind: 'event', normalise: normaliseProduct, reply },
    product_removed: { kind: 'event', normalise: normaliseProductRemoved, reply },
    // Pages of pulls.
    catalog: { kind: 'event', normalise: normaliseCatalog, reply },
    stock: { kind: 'event', normalise: normaliseStock, reply },
  },
  pull,
  send,
  check,
});
