import type { Adapter, Change, EntityCapability, Normalised } from '@kirana/adapter';
import type { Body } from './subject.ts';

type Entities = Adapter['manifest']['capabilities']['entities'];
type EntityName = keyof Entities;

const ENTITY_OF: Readonly<Record<Change['kind'], EntityName | null>> = {
  'category.upserted': 'category',
  'tax.upserted': 'tax',
  'charge.upserted': 'charge',
  'modifier_group.upserted': 'modifier_group',
  'item.upserted': 'item',
  'item.removed': 'item',
  // a switch is told of by `stock`
  'item.switched': null,
  'item.priced': 'price',
  'store.status': 'store_status',
  'stock.reported': 'stock',
  'command.settled': null,
  refetch: null,
};

function capabilityOf(adapter: Adapter, change: Change): EntityCapability | undefined {
  const { entities } = adapter.manifest.capabilities;
  const name = ENTITY_OF[change.kind];
  if (name === null) return undefined;
  // a price that comes by itself may be declared as one, or as part of the item
  return entities[name] ?? (name === 'price' ? entities.item : undefined);
}

export const versioningOf = (adapter: Adapter, change: Change): EntityCapability['version'] => {
  if (change.kind === 'item.switched') return adapter.manifest.capabilities.entities.item?.version ?? 'none';
  return capabilityOf(adapter, change)?.version ?? 'none';
};

const OF_CONNECTION: readonly string[] = ['refetch', 'command.settled'];

function undeclared(adapter: Adapter, body: Body, change: Change): string | undefined {
  const { capabilities } = adapter.manifest;
  if (body.endpoint.of === 'connection' && !OF_CONNECTION.includes(change.kind)) {
    return `${change.kind} by an endpoint that belongs to no one store`;
  }
  if (change.kind === 'command.settled') {
    return Object.keys(capabilities.commands ?? {}).length === 0
      ? 'command.settled, and no commands are declared'
      : undefined;
  }
  if (change.kind === 'refetch') {
    if (adapter.pull === undefined) return 'refetch, and no pull is declared';
    const known = change.scope === null || (capabilities.pullScopes ?? []).includes(change.scope);
    return known ? undefined : `refetch of the scope "${change.scope}", which is not declared`;
  }
  if (change.kind === 'item.switched') {
    return capabilities.stock === 'none' ? 'item.switched, and stock is declared as "none"' : undefined;
  }
  const capability = capabilityOf(adapter, change);
  if (capability === undefined) return `${change.kind}, and no such entity is declared`;
  if (change.kind === 'item.removed' && capability.deletes === 'none')
    return 'item.removed, and deletes are declared as "none"';
  if (change.kind === 'stock.reported' && 'delta' in change.amount && capabilities.stock !== 'delta') {
    return `a delta of stock, and stock is declared as "${capabilities.stock}"`;
  }
  return undefined;
}

/** Capabilities that were used and not declared. */
export function undeclaredIn(adapter: Adapter, body: Body, { changes, snapshotOf }: Normalised): readonly string[] {
  const { entities } = adapter.manifest.capabilities;
  const found = changes.flatMap((change) => undeclared(adapter, body, change) ?? []);
  for (const kind of snapshotOf) {
    const deletes = entities[kind as EntityName]?.deletes;
    if (body.endpoint.of === 'connection')
      found.push(`a complete list of ${kind} by an endpoint that belongs to no one store`);
    else if (deletes === undefined || deletes === 'none')
      found.push(`a complete list of ${kind}, whose deletes are declared as "${deletes ?? 'nothing'}"`);
  }
  return [...new Set(found)];
}

/** A change's own version as text; undefined when it has none. */
export function versionOf(change: Change, versioning: 'sequence' | 'timestamp'): string | undefined {
  if (change.kind === 'stock.reported') {
    return versioning === 'timestamp'
      ? change.observedAt
      : change.sequence === undefined
        ? undefined
        : String(change.sequence);
  }
  return 'version' in change ? change.version : undefined;
}

/** Changes whose kind is declared to have a version, and that have none, or one that does not compare. */
export function unversionedIn(adapter: Adapter, { changes }: Normalised): readonly string[] {
  return changes.flatMap((change) => {
    const versioning = versioningOf(adapter, change);
    if (versioning === 'none' || change.kind === 'item.switched') return [];
    const version = versionOf(change, versioning);
    const id = 'externalId' in change ? ` of ${change.externalId}` : '';
    if (version === undefined) return [`${change.kind}${id} has no version, and is declared to have a ${versioning}`];
    const good = versioning === 'sequence' ? /^\d+$/.test(version) : !Number.isNaN(Date.parse(version));
    return good ? [] : [`${change.kind}${id}: "${version}" is no ${versioning}`];
  });
}
