import type { Command } from '@oclif/core';
import { AdapterInfo } from './commands/adapter/info.ts';
import { AdapterList } from './commands/adapter/list.ts';
import { AdapterRecord } from './commands/adapter/record.ts';
import { AdapterTest } from './commands/adapter/test.ts';
import { AdapterVerify } from './commands/adapter/verify.ts';
import { CommandList } from './commands/command/list.ts';
import { CommandSendStatus } from './commands/command/send-status.ts';
import { CommandSendStock } from './commands/command/send-stock.ts';
import { CommandShow } from './commands/command/show.ts';
import { Commit } from './commands/commit.ts';
import { ConnectionCheck } from './commands/connection/check.ts';
import { ConnectionCreate } from './commands/connection/create.ts';
import { ConnectionDecide } from './commands/connection/decide.ts';
import { ConnectionEdit } from './commands/connection/edit.ts';
import { ConnectionLink } from './commands/connection/link.ts';
import { ConnectionList } from './commands/connection/list.ts';
import { ConnectionMappings } from './commands/connection/mappings.ts';
import { ConnectionMatches } from './commands/connection/matches.ts';
import { ConnectionPause } from './commands/connection/pause.ts';
import { ConnectionResume } from './commands/connection/resume.ts';
import { ConnectionShow } from './commands/connection/show.ts';
import { ContextDelete } from './commands/context/delete.ts';
import { ContextList } from './commands/context/list.ts';
import { ContextSet } from './commands/context/set.ts';
import { ContextUse } from './commands/context/use.ts';
import { DeadLetterList } from './commands/dead-letter/list.ts';
import { DeadLetterRetry } from './commands/dead-letter/retry.ts';
import { DeadLetterShow } from './commands/dead-letter/show.ts';
import { DeadLetterSkip } from './commands/dead-letter/skip.ts';
import { DeliveryList } from './commands/delivery/list.ts';
import { DeliveryRaw } from './commands/delivery/raw.ts';
import { DeliveryShow } from './commands/delivery/show.ts';
import { Doctor } from './commands/doctor.ts';
import { Explain } from './commands/explain.ts';
import { Help } from './commands/help.ts';
import { Init } from './commands/init.ts';
import { ItemEdit } from './commands/item/edit.ts';
import { ItemList } from './commands/item/list.ts';
import { ItemRelease } from './commands/item/release.ts';
import { ItemShow } from './commands/item/show.ts';
import { ItemSources } from './commands/item/sources.ts';
import { KeyCreate } from './commands/key/create.ts';
import { KeyList } from './commands/key/list.ts';
import { KeyRevoke } from './commands/key/revoke.ts';
import { Listen } from './commands/listen.ts';
import { MerchantCreate } from './commands/merchant/create.ts';
import { MerchantEdit } from './commands/merchant/edit.ts';
import { MerchantList } from './commands/merchant/list.ts';
import { MerchantShow } from './commands/merchant/show.ts';
import { QuarantineApprove } from './commands/quarantine/approve.ts';
import { QuarantineList } from './commands/quarantine/list.ts';
import { QuarantineReject } from './commands/quarantine/reject.ts';
import { QuarantineShow } from './commands/quarantine/show.ts';
import { Release } from './commands/release.ts';
import { ReplayCancel } from './commands/replay/cancel.ts';
import { ReplayList } from './commands/replay/list.ts';
import { ReplayShow } from './commands/replay/show.ts';
import { Replay, ReplayStart } from './commands/replay/start.ts';
import { Reserve } from './commands/reserve.ts';
import { Shortfalls } from './commands/shortfalls.ts';
import { SourceCreate } from './commands/source/create.ts';
import { SourceEdit } from './commands/source/edit.ts';
import { SourceList } from './commands/source/list.ts';
import { SourceRotateSecret } from './commands/source/rotate-secret.ts';
import { SourceRotateToken } from './commands/source/rotate-token.ts';
import { SourceShow } from './commands/source/show.ts';
import { StockAdjust } from './commands/stock/adjust.ts';
import { StockBlock } from './commands/stock/block.ts';
import { StockCheck } from './commands/stock/check.ts';
import { StockCount } from './commands/stock/count.ts';
import { StockHistory } from './commands/stock/history.ts';
import { StockReceive } from './commands/stock/receive.ts';
import { StockReconcile } from './commands/stock/reconcile.ts';
import { StockReconciliations } from './commands/stock/reconciliations.ts';
import { StockShow } from './commands/stock/show.ts';
import { StockTrack } from './commands/stock/track.ts';
import { StoreCatalog } from './commands/store/catalog.ts';
import { StoreClose } from './commands/store/close.ts';
import { StoreCreate } from './commands/store/create.ts';
import { StoreEdit } from './commands/store/edit.ts';
import { StoreList } from './commands/store/list.ts';
import { StoreOpen } from './commands/store/open.ts';
import { StorePause } from './commands/store/pause.ts';
import { StoreShow } from './commands/store/show.ts';
import { StoreToken } from './commands/store/token.ts';
import { SyncList } from './commands/sync/list.ts';
import { SyncShow } from './commands/sync/show.ts';
import { SyncStart } from './commands/sync/start.ts';
import { TenantCreate } from './commands/tenant/create.ts';
import { TenantErase } from './commands/tenant/erase.ts';
import { TenantList } from './commands/tenant/list.ts';
import { TenantShow } from './commands/tenant/show.ts';
import { Trigger } from './commands/trigger.ts';
import { UploadList } from './commands/upload/list.ts';
import { UploadProblems } from './commands/upload/problems.ts';
import { UploadShow } from './commands/upload/show.ts';
import { Upload } from './commands/upload.ts';
import { WebhookCreate } from './commands/webhook/create.ts';
import { WebhookDelete } from './commands/webhook/delete.ts';
import { WebhookList } from './commands/webhook/list.ts';
import { WebhookLog } from './commands/webhook/log.ts';
import { WebhookResend } from './commands/webhook/resend.ts';
import { WebhookRotateSecret } from './commands/webhook/rotate-secret.ts';

/** Every command by its id: nothing is searched for at run time. */
export const COMMANDS: Readonly<Record<string, Command.Class>> = {
  'adapter:info': AdapterInfo,
  'adapter:list': AdapterList,
  'adapter:record': AdapterRecord,
  'adapter:test': AdapterTest,
  'adapter:verify': AdapterVerify,
  'command:list': CommandList,
  'command:send-status': CommandSendStatus,
  'command:send-stock': CommandSendStock,
  'command:show': CommandShow,
  commit: Commit,
  'connection:check': ConnectionCheck,
  'connection:create': ConnectionCreate,
  'connection:decide': ConnectionDecide,
  'connection:edit': ConnectionEdit,
  'connection:link': ConnectionLink,
  'connection:list': ConnectionList,
  'connection:mappings': ConnectionMappings,
  'connection:matches': ConnectionMatches,
  'connection:pause': ConnectionPause,
  'connection:resume': ConnectionResume,
  'connection:show': ConnectionShow,
  'context:delete': ContextDelete,
  'context:list': ContextList,
  'context:set': ContextSet,
  'context:use': ContextUse,
  'dead-letter:list': DeadLetterList,
  'dead-letter:retry': DeadLetterRetry,
  'dead-letter:show': DeadLetterShow,
  'dead-letter:skip': DeadLetterSkip,
  'delivery:list': DeliveryList,
  'delivery:raw': DeliveryRaw,
  'delivery:show': DeliveryShow,
  doctor: Doctor,
  explain: Explain,
  help: Help,
  init: Init,
  'item:edit': ItemEdit,
  'item:list': ItemList,
  'item:release': ItemRelease,
  'item:show': ItemShow,
  'item:sources': ItemSources,
  'key:create': KeyCreate,
  'key:list': KeyList,
  'key:revoke': KeyRevoke,
  listen: Listen,
  'merchant:create': MerchantCreate,
  'merchant:edit': MerchantEdit,
  'merchant:list': MerchantList,
  'merchant:show': MerchantShow,
  'quarantine:approve': QuarantineApprove,
  'quarantine:list': QuarantineList,
  'quarantine:reject': QuarantineReject,
  'quarantine:show': QuarantineShow,
  release: Release,
  replay: Replay,
  'replay:cancel': ReplayCancel,
  'replay:list': ReplayList,
  'replay:show': ReplayShow,
  'replay:start': ReplayStart,
  reserve: Reserve,
  shortfalls: Shortfalls,
  'source:create': SourceCreate,
  'source:edit': SourceEdit,
  'source:list': SourceList,
  'source:rotate-secret': SourceRotateSecret,
  'source:rotate-token': SourceRotateToken,
  'source:show': SourceShow,
  'stock:adjust': StockAdjust,
  'stock:block': StockBlock,
  'stock:check': StockCheck,
  'stock:count': StockCount,
  'stock:history': StockHistory,
  'stock:receive': StockReceive,
  'stock:reconcile': StockReconcile,
  'stock:reconciliations': StockReconciliations,
  'stock:show': StockShow,
  'stock:track': StockTrack,
  'store:catalog': StoreCatalog,
  'store:close': StoreClose,
  'store:create': StoreCreate,
  'store:edit': StoreEdit,
  'store:list': StoreList,
  'store:open': StoreOpen,
  'store:pause': StorePause,
  'store:show': StoreShow,
  'store:token': StoreToken,
  'sync:list': SyncList,
  'sync:show': SyncShow,
  'sync:start': SyncStart,
  'tenant:create': TenantCreate,
  'tenant:erase': TenantErase,
  'tenant:list': TenantList,
  'tenant:show': TenantShow,
  trigger: Trigger,
  upload: Upload,
  'upload:list': UploadList,
  'upload:problems': UploadProblems,
  'upload:show': UploadShow,
  'webhook:create': WebhookCreate,
  'webhook:delete': WebhookDelete,
  'webhook:list': WebhookList,
  'webhook:log': WebhookLog,
  'webhook:resend': WebhookResend,
  'webhook:rotate-secret': WebhookRotateSecret,
};
