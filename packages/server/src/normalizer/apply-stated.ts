import { sameJson } from '@kirana/core';
import { mergedValues } from '../catalog-writes/merged-values.ts';
import {
  readAuthorities,
  readStatements,
  type SourceStatement,
  type StatedKind,
  writeStatements,
} from '../catalog-writes/statement-rows.ts';
import type { TenantEvent } from '../events/event-rows.ts';
import { isOlder } from './change-order.ts';
import type { ChunkRun, Incoming, Outcome } from './chunk-run.ts';
import { versioningOf } from './lane-context.ts';
import { isUnchanged, type MappingWrite, readMappings, writeMappings } from './mapping-rows.ts';

type StatedEntity = 'category' | 'tax' | 'charge';

export interface StatedThing {
  readonly id: string;
  readonly removed: boolean;
}

/** A change about one thing, with the values it states put into our ids. */
export interface StatedChange {
  readonly incoming: Incoming;
  /** As mapped: charges belong to a store, so their ids do too. */
  readonly externalId: string;
  readonly values: Readonly<Record<string, unknown>>;
}

/** What differs between categories, taxes and charges. */
export interface StatedSpec<S extends StatedThing> {
  readonly kind: StatedEntity & StatedKind;
  newId(): string;
  read(run: ChunkRun, ids: readonly string[]): Promise<Map<string, S>>;
  build(run: ChunkRun, id: string, values: Readonly<Record<string, unknown>>): S;
  write(run: ChunkRun, things: readonly S[]): Promise<void>;
  event(run: ChunkRun, thing: S): TenantEvent;
  nameOf(thing: S): string;
}

interface Work {
  readonly entityId: string;
  readonly isNew: boolean;
  statement: SourceStatement;
  readonly others: readonly SourceStatement[];
}

/** Applies changes of one plain kind: statement by source, merged values, a row and an event for each that really changed. */
export async function applyStated<S extends StatedThing>(
  run: ChunkRun,
  spec: StatedSpec<S>,
  stated: readonly StatedChange[],
  outcome: Outcome,
): Promise<void> {
  if (stated.length === 0) return;
  const mappings = await readMappings(
    run,
    spec.kind,
    stated.map(({ externalId }) => externalId),
  );
  const looked = stated.filter(({ incoming, externalId }) => !isUnchanged(run, incoming, mappings.get(externalId)));
  outcome.current += stated.length - looked.length;
  const works = await openWorks(run, spec, looked, mappings);
  const writes = new Map<string, MappingWrite>();
  const versioning = versioningOf(run.lane, spec.kind);
  for (const { incoming, externalId, values } of looked) {
    const work = works.get(externalId);
    if (work === undefined) continue;
    const version = ('version' in incoming.change ? incoming.change.version : undefined) ?? null;
    const order = { v: version, n: incoming.ingress };
    if (isOlder(order, work.statement.marks[run.lane.store.id], versioning)) {
      outcome.stale += 1;
      continue;
    }
    outcome.current += 1;
    work.statement = {
      ...work.statement,
      said: { ...work.statement.said, ...values },
      marks: { ...work.statement.marks, [run.lane.store.id]: order },
    };
    writes.set(externalId, {
      externalId,
      entityId: work.entityId,
      isNew: work.isNew,
      hash: incoming.hash === '' ? null : incoming.hash,
      version,
      deliveryId: incoming.deliveryId,
      removed: false,
    });
  }
  await closeWorks(run, spec, works, writes, outcome);
}

async function openWorks<S extends StatedThing>(
  run: ChunkRun,
  spec: StatedSpec<S>,
  looked: readonly StatedChange[],
  mappings: Awaited<ReturnType<typeof readMappings>>,
): Promise<Map<string, Work>> {
  const known = looked.flatMap(({ externalId }) => mappings.get(externalId)?.entityId ?? []);
  const statements = await readStatements(run.tx, run.lane.tenantId, spec.kind, known);
  const works = new Map<string, Work>();
  const byEntity = new Map<string, Work>();
  for (const { externalId } of looked) {
    if (works.has(externalId)) continue;
    const mapped = mappings.get(externalId);
    const entityId = mapped?.entityId ?? spec.newId();
    const said = statements.get(entityId) ?? [];
    const own = said.find(({ source }) => source === run.lane.connectionId);
    const work = byEntity.get(entityId) ?? {
      entityId,
      isNew: mapped === undefined,
      statement: own ?? { entityId, source: run.lane.connectionId, said: {}, edits: {}, marks: {} },
      others: said.filter((statement) => statement !== own),
    };
    byEntity.set(entityId, work);
    works.set(externalId, work);
  }
  return works;
}

async function closeWorks<S extends StatedThing>(
  run: ChunkRun,
  spec: StatedSpec<S>,
  works: ReadonlyMap<string, Work>,
  writes: ReadonlyMap<string, MappingWrite>,
  outcome: Outcome,
): Promise<void> {
  if (writes.size === 0) return;
  const touched = [...new Set([...writes.keys()].flatMap((externalId) => works.get(externalId) ?? []))];
  const statements = touched.map(({ statement, others }) => [statement, ...others]);
  const authorities = await readAuthorities(run.tx, run.lane.tenantId, statements);
  const before = await spec.read(
    run,
    touched.map(({ entityId }) => entityId),
  );
  const changed: S[] = [];
  touched.forEach((work, index) => {
    const thing = spec.build(run, work.entityId, mergedValues(statements[index] ?? [], authorities));
    if (sameJson(before.get(work.entityId), thing)) return;
    changed.push(thing);
    if (run.dryRun) tellDifference(spec, writes, before.get(work.entityId), thing, outcome);
  });
  outcome.changed += changed.length;
  for (const [externalId, { isNew, entityId }] of writes) {
    if (isNew) outcome.created.push({ kind: spec.kind, externalId, entityId });
  }
  await writeMappings(run, spec.kind, [...writes.values()]);
  if (run.dryRun) return;
  await spec.write(run, changed);
  const own = touched.map(({ statement }) => statement);
  await writeStatements(run.tx, run.lane.tenantId, spec.kind, own, run.now);
  for (const thing of changed) outcome.events.push(spec.event(run, thing));
}

function tellDifference<S extends StatedThing>(
  spec: StatedSpec<S>,
  writes: ReadonlyMap<string, MappingWrite>,
  before: S | undefined,
  after: S,
  outcome: Outcome,
): void {
  const externalId = [...writes.values()].find(({ entityId }) => entityId === after.id)?.externalId ?? null;
  const earlier = (before ?? {}) as Record<string, unknown>;
  for (const [field, value] of Object.entries(after)) {
    if (field === 'id' || field === 'merchantId' || sameJson(earlier[field], value)) continue;
    const told = { entity: spec.kind, id: after.id, externalId, name: spec.nameOf(after), field };
    outcome.diff.push({ ...told, before: earlier[field] ?? null, after: value });
  }
}
