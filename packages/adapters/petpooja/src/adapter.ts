import { defineAdapter } from '@kirana/adapter';
import { check } from './check.ts';
import { manifest } from './manifest.ts';
import { normaliseItemStock } from './normalise-item-stock.ts';
import { normaliseMenu } from './normalise-menu.ts';
import { normaliseStoreStatus } from './normalise-store-status.ts';
import { pullMenu } from './pull-menu.ts';
import { menuReply, stockReply, storeStatusReply, updateStatusReply } from './replies.ts';
import { ALIASES, route } from './route.ts';
import { ConnectionSettings, SourceSettings, secrets, verification } from './settings.ts';

export const petpooja = defineAdapter({
  manifest,
  sourceSettings: SourceSettings,
  connectionSettings: ConnectionSettings,
  secrets,
  verify: verification,
  route,
  endpoints: {
    push_menu: { kind: 'event', aliases: ALIASES.push_menu, normalise: normaliseMenu, reply: menuReply },
    item_stock: { kind: 'event', aliases: ALIASES.item_stock, normalise: normaliseItemStock, reply: stockReply },
    item_stock_off: {
      kind: 'event',
      aliases: ALIASES.item_stock_off,
      normalise: normaliseItemStock,
      reply: stockReply,
    },
    get_store_status: { kind: 'query', aliases: ALIASES.get_store_status, reply: storeStatusReply },
    update_store_status: {
      kind: 'event',
      aliases: ALIASES.update_store_status,
      normalise: normaliseStoreStatus,
      reply: updateStatusReply,
    },
  },
  pull: pullMenu,
  check,
});
