import type { Command } from '@kirana/adapter';
import { CommandId, ConnectionId, KiranaError, type Origin } from '@kirana/core';
import { z } from 'zod';
import type { Database, Tx } from '../database/database.ts';
import { newId } from '../database/new-id.ts';
import { type CallableConnection, readCallableConnection } from '../gateway/source-rows.ts';
import { idPage, pageOf, pageQuery, readCursor } from '../http/cursor.ts';
import { defineRoute, type Route } from '../http/route.ts';
import type { HostedAdapter } from '../plugins/hosted-adapter.ts';
import { commandView, insertCommands, listCommands } from './command-rows.ts';
import { CommandStatus, CommandsMade, CommandView, NewCommand } from './command-view.ts';
import { readProviderIds } from './item-id-rows.ts';

interface Deps {
  readonly database: Database;
  readonly adapters: ReadonlyMap<string, HostedAdapter>;
  readonly now: () => Date;
  /** There is something to send. */
  readonly wake: () => void;
}

const Place = z.strictObject({ id: CommandId });

type SetStock = Extract<NewCommand, { kind: 'stock.set' }>;

/** Cut into as many as the provider takes lines at once. @throws NOT_FOUND for an item the provider does not have */
async function stockCommands(
  tx: Tx,
  tenantId: string,
  connectionId: string,
  asked: SetStock,
  { location, mostLines }: { readonly location: string; readonly mostLines: number },
): Promise<Command[]> {
  const ids = await readProviderIds(tx, tenantId, connectionId, [...new Set(asked.lines.map(({ itemId }) => itemId))]);
  const lines = asked.lines.map(({ itemId, ...line }) => {
    const named = ids.get(itemId);
    if (named === undefined) {
      throw new KiranaError('NOT_FOUND', { itemId, connectionId }, { detail: 'The provider has no such item.' });
    }
    return { ...named, ...line };
  });
  const commands: Command[] = [];
  for (let at = 0; at < lines.length; at += mostLines) {
    commands.push({ kind: 'stock.set', id: newId('command'), location, lines: lines.slice(at, at + mostLines) });
  }
  return commands;
}

function statusCommand(asked: Extract<NewCommand, { kind: 'store.status' }>, location: string): Command {
  const { open, returnAt, reason } = asked;
  return { kind: 'store.status', id: newId('command'), location, open, returnAt, reason };
}

/** @throws NOT_FOUND, ADAPTER_UNKNOWN, CAPABILITY_MISSING, CONNECTION_PAUSED */
function checkCanSend(adapters: Deps['adapters'], connection: CallableConnection, kind: NewCommand['kind']) {
  const adapter = adapters.get(connection.adapter);
  if (adapter === undefined) throw new KiranaError('ADAPTER_UNKNOWN', { adapter: connection.adapter });
  const capability = adapter.manifest.capabilities.commands?.[kind];
  if (adapter.send === undefined || capability === undefined) {
    throw new KiranaError('CAPABILITY_MISSING', { adapter: connection.adapter, capability: kind });
  }
  if (connection.status !== 'active') throw new KiranaError('CONNECTION_PAUSED', { status: connection.status });
  return capability;
}

/** What providers are asked to do. */
export const commandRoutes = (deps: Deps): Route[] => [
  defineRoute({
    method: 'POST',
    path: '/v1/connections/:connectionId/commands',
    operationId: 'sendCommand',
    summary: 'Ask a provider to set stock, or to stop or go on taking orders',
    description:
      'Answers at once; the commands of one connection are sent one after the other, and tried again when the provider cannot be reached. ' +
      'What came of one is told by `getCommand` and the event `command.finished`.',
    tag: 'commands',
    access: 'operations:write',
    params: z.strictObject({ connectionId: ConnectionId }),
    body: NewCommand,
    response: CommandsMade,
    status: 202,
    errors: ['NOT_FOUND', 'ADAPTER_UNKNOWN', 'CAPABILITY_MISSING', 'CONNECTION_PAUSED', 'LOCATION_UNKNOWN'],
    once: true,
    handle: async ({ params: { connectionId }, body }, { tenantId, origin, keepAnswer }) => {
      const made = await deps.database.tenant(tenantId, async (tx) => {
        const connection = await readCallableConnection(tx, tenantId, connectionId);
        if (connection === undefined) throw new KiranaError('NOT_FOUND', { connectionId });
        const { mostLines = body.kind === 'stock.set' ? body.lines.length : 1 } = checkCanSend(
          deps.adapters,
          connection,
          body.kind,
        );
        const { storeId } = body;
        const [location] = [...connection.stores].find(([, of]) => of === storeId) ?? [];
        if (location === undefined) throw new KiranaError('LOCATION_UNKNOWN', { connectionId, storeId });
        const commands =
          body.kind === 'stock.set'
            ? await stockCommands(tx, tenantId, connectionId, body, { location, mostLines })
            : [statusCommand(body, location)];
        return keepAnswer(tx, await insertAll(tx, deps.now(), { tenantId, connectionId, storeId, origin }, commands));
      });
      deps.wake();
      return made;
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/v1/commands',
    operationId: 'listCommands',
    summary: 'List what providers were asked to do, the newest first',
    tag: 'commands',
    access: 'operations:read',
    query: z.strictObject({ ...pageQuery, connectionId: ConnectionId.optional(), status: CommandStatus.optional() }),
    response: pageOf(CommandView),
    errors: ['CURSOR_INVALID'],
    handle: async ({ query: { limit, cursor, ...filter } }, { tenantId, caller }) => {
      const page = { before: readCursor(Place, cursor)?.id, limit: limit + 1 };
      const rows = await deps.database.tenant(tenantId, (tx) =>
        listCommands(tx, tenantId, { ...filter, storeId: caller.storeId }, page),
      );
      return idPage(rows, limit, (row) => row.id, commandView);
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/v1/commands/:commandId',
    operationId: 'getCommand',
    summary: 'Read what came of a command',
    tag: 'commands',
    access: 'operations:read',
    params: z.strictObject({ commandId: CommandId }),
    response: CommandView,
    errors: ['NOT_FOUND'],
    handle: async ({ params: { commandId } }, { tenantId, caller }) => {
      const page = { before: undefined, limit: 1 };
      const [row] = await deps.database.tenant(tenantId, (tx) =>
        listCommands(tx, tenantId, { commandId, storeId: caller.storeId }, page),
      );
      if (row === undefined) throw new KiranaError('NOT_FOUND', { commandId });
      return commandView(row);
    },
  }),
];

async function insertAll(
  tx: Tx,
  at: Date,
  given: { tenantId: string; connectionId: string; storeId: string; origin: Origin },
  commands: readonly Command[],
) {
  const { origin, ...place } = given;
  const rows = commands.map((command) => ({ ...place, command, requestedBy: origin.actor, at }));
  return { items: (await insertCommands(tx, rows)).map(commandView) };
}
