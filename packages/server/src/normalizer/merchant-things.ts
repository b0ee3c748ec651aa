import type { Category, ChangeOf } from '@kirana/core';
import { merchantStream, storeStream } from '../catalog-writes/catalog-events.ts';
import { newId } from '../database/new-id.ts';
import { applyStated, type StatedChange, type StatedSpec } from './apply-stated.ts';
import type { ChunkRun, Incoming, Outcome } from './chunk-run.ts';
import { readMappings } from './mapping-rows.ts';
import {
  type ChargeState,
  readCategories,
  readCharges,
  readTaxes,
  type TaxState,
  writeCategories,
  writeCharges,
  writeTaxes,
} from './merchant-thing-rows.ts';
import { keepWaiting, type Waiting } from './waiting-rows.ts';

/** Charges belong to a store: two stores of a provider that calls each of them `packing` have two. */
export const chargeKey = (location: string, externalId: string): string => `${location}|${externalId}`;

const TAXES: StatedSpec<TaxState> = {
  kind: 'tax',
  newId: () => newId('tax'),
  read: readTaxes,
  build: (_run, id, values) => ({ ...(values as unknown as TaxState), id, removed: false }),
  write: writeTaxes,
  event: ({ lane }, { id, removed, ...tax }) => ({
    tenantId: lane.tenantId,
    stream: merchantStream(lane.merchantId),
    kind: 'tax.changed',
    subject: id,
    data: { taxId: id, merchantId: lane.merchantId, tax, removed },
  }),
  nameOf: ({ name }) => name,
};

const CHARGES: StatedSpec<ChargeState> = {
  kind: 'charge',
  newId: () => newId('charge'),
  read: readCharges,
  build: (_run, id, values) => ({ ...(values as unknown as ChargeState), id, removed: false }),
  write: writeCharges,
  event: ({ lane }, { id, removed, ...charge }) => ({
    tenantId: lane.tenantId,
    stream: storeStream(lane.store.id),
    kind: 'charge.changed',
    subject: id,
    data: { chargeId: id, storeId: lane.store.id, charge, removed },
  }),
  nameOf: ({ name }) => name,
};

const CATEGORIES: StatedSpec<Category> = {
  kind: 'category',
  newId: () => newId('category'),
  read: readCategories,
  build: ({ lane }, id, values) => ({
    ...(values as unknown as Category),
    parentId: (values.parentId as string | undefined) ?? null,
    id,
    merchantId: lane.merchantId,
    removed: false,
  }),
  write: writeCategories,
  event: ({ lane }, category) => ({
    tenantId: lane.tenantId,
    stream: merchantStream(lane.merchantId),
    kind: 'category.changed',
    subject: category.id,
    data: { category },
  }),
  nameOf: ({ name }) => name,
};

/** What tells of a thing that is gone. */
export const STATED_SPECS = { tax: TAXES, charge: CHARGES, category: CATEGORIES } as const;

export function applyTaxes(run: ChunkRun, incoming: readonly Incoming<ChangeOf<'tax.upserted'>>[], outcome: Outcome) {
  const stated = incoming.map((entry): StatedChange => {
    const { kind: _kind, path: _path, version: _version, externalId, ...values } = entry.change;
    return { incoming: entry, externalId, values };
  });
  return applyStated(run, TAXES, stated, outcome);
}

export async function applyCharges(
  run: ChunkRun,
  incoming: readonly Incoming<ChangeOf<'charge.upserted'>>[],
  outcome: Outcome,
): Promise<void> {
  if (incoming.length === 0) return;
  const taxes = await readMappings(
    run,
    'tax',
    incoming.flatMap(({ change }) => change.taxExternalIds),
  );
  const waiting: Waiting[] = [];
  const stated = incoming.map((entry): StatedChange => {
    const { kind: _kind, path: _path, version: _version, externalId, taxExternalIds, ...fields } = entry.change;
    const taxIds: string[] = [];
    for (const needed of taxExternalIds) {
      const mapped = taxes.get(needed);
      if (mapped === undefined) waiting.push({ needsKind: 'tax', needsExternalId: needed, incoming: entry });
      else taxIds.push(mapped.entityId);
    }
    return { incoming: entry, externalId: chargeKey(run.lane.location, externalId), values: { ...fields, taxIds } };
  });
  await applyStated(run, CHARGES, stated, outcome);
  await keepWaiting(run, waiting, outcome);
}

/** Parents come before their children, so one pass per depth finds every parent that this delivery brings. */
export async function applyCategories(
  run: ChunkRun,
  incoming: readonly Incoming<ChangeOf<'category.upserted'>>[],
  outcome: Outcome,
): Promise<void> {
  const here = new Set(incoming.map(({ change }) => change.externalId));
  const ready = incoming.filter(({ change }) => change.parentExternalId === null || !here.has(change.parentExternalId));
  const later = incoming.filter((entry) => !ready.includes(entry));
  if (ready.length === 0) return applyCategoryLevel(run, later, outcome);
  await applyCategoryLevel(run, ready, outcome);
  if (later.length > 0) await applyCategories(run, later, outcome);
}

async function applyCategoryLevel(
  run: ChunkRun,
  incoming: readonly Incoming<ChangeOf<'category.upserted'>>[],
  outcome: Outcome,
): Promise<void> {
  if (incoming.length === 0) return;
  const parents = await readMappings(
    run,
    'category',
    incoming.flatMap(({ change }) => change.parentExternalId ?? []),
  );
  const waiting: Waiting[] = [];
  const stated = incoming.map((entry): StatedChange => {
    const { kind: _kind, path: _path, version: _version, externalId, parentExternalId, ...fields } = entry.change;
    const parentId =
      parentExternalId === null || parentExternalId === externalId
        ? null
        : (parents.get(parentExternalId)?.entityId ?? null);
    if (parentExternalId !== null && parentExternalId !== externalId && parentId === null) {
      waiting.push({ needsKind: 'category', needsExternalId: parentExternalId, incoming: entry });
    }
    return { incoming: entry, externalId, values: { ...fields, parentId } };
  });
  await applyStated(run, CATEGORIES, stated, outcome);
  await keepWaiting(run, waiting, outcome);
}
