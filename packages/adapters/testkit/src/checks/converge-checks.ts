import type { Change } from '@kirana/adapter';
import { seededRandom } from '@kirana/adapter/simulator';
import { type Check, type Findings, notApplicable } from '../check.ts';
import { versioningOf, versionOf } from '../declared.ts';
import { difference } from '../difference.ts';
import { disagreements, foldChanges, plainState, type State } from '../state.ts';
import { type Body, eventEndpoint, normalise, type Subject } from '../subject.ts';

/** Messages of one store that each say how things are. */
interface Lane {
  readonly location: string;
  readonly bodies: readonly Body[];
}

async function lanesOf({ bodies }: Subject): Promise<readonly Lane[]> {
  const lanes = new Map<string, Body[]>();
  for (const body of await bodies()) {
    if (body.fixture !== undefined && !body.fixture.absolute) continue;
    if (body.endpoint.of === 'connection') continue;
    // what was recorded and what is simulated are two worlds
    const location = `${body.fixture === undefined ? 'pages of' : 'fixtures of'} ${body.location ?? 'the only store'}`;
    lanes.set(location, [...(lanes.get(location) ?? []), body]);
  }
  return [...lanes].map(([location, list]) => ({ location, bodies: list }));
}

/** The state after messages in an order. Each is received a second after the one before: an adapter that takes receipt for a version shows. */
function stateAfter({ adapter }: Subject, bodies: readonly Body[]): State {
  const changes = bodies.flatMap((body, place): readonly Change[] => {
    const receivedAt = new Date(Date.parse(body.given.receivedAt) + place * 1_000).toISOString();
    return normalise({ ...body, given: { ...body.given, receivedAt } }).changes;
  });
  return foldChanges(adapter, changes);
}

function shuffled<T>(list: readonly T[], random: () => number): T[] {
  return list
    .map((value) => ({ value, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ value }) => value);
}

/** Only what has a declared version can come in any order: the rest is as it was received last. */
const versioned = ({ adapter }: Subject, state: State): State =>
  new Map([...state].filter(([, change]) => versioningOf(adapter, change) !== 'none'));

const ORDERS = 24;

async function anyOrder(subject: Subject): Promise<Findings> {
  const lanes = (await lanesOf(subject)).filter(({ bodies }) => bodies.length > 1);
  const random = seededRandom(11);
  let compared = 0;
  const findings = lanes.flatMap(({ location, bodies }) => {
    const straight = plainState(versioned(subject, stateAfter(subject, bodies)));
    compared += Object.keys(straight).length;
    for (let order = 0; order < ORDERS; order += 1) {
      const list = order === 0 ? [...bodies].reverse() : shuffled([...bodies, ...bodies.slice(0, order % 3)], random);
      const found = difference(straight, plainState(versioned(subject, stateAfter(subject, list))));
      if (found !== undefined) return [`${location}: ${list.map((body) => body.name).join(', ')}: ${found}`];
    }
    return [];
  });
  return compared === 0 ? notApplicable('no two absolute messages of one store have a version') : findings;
}

async function repeated(subject: Subject): Promise<Findings> {
  const lanes = await lanesOf(subject);
  if (lanes.length === 0) return notApplicable('no fixture is marked as absolute');
  return lanes.flatMap(({ location, bodies }) => {
    const straight = plainState(stateAfter(subject, bodies));
    const orders = { 'each twice': bodies.flatMap((body) => [body, body]), 'all twice': [...bodies, ...bodies] };
    return Object.entries(orders).flatMap(([what, list]) => {
      const found = difference(straight, plainState(stateAfter(subject, list)));
      return found === undefined ? [] : [`${location}, ${what}: ${found}`];
    });
  });
}

const statesThings = (change: Change): boolean =>
  change.kind.endsWith('.upserted') || change.kind === 'item.priced' || change.kind === 'stock.reported';

interface Told {
  readonly location: string | null;
  readonly changes: readonly Change[];
}

/** What a trigger says, for the account of the simulator. */
function toldBy({ adapter, options, pageBody }: Subject, name: string, account: string): Told {
  const { simulator } = options;
  const parameter = simulator?.accountParameter ?? null;
  const request = simulator?.triggers[name]?.request(parameter === null ? {} : { [parameter]: account });
  const route = request === undefined ? null : adapter.route(request);
  if (request === undefined || route === null || eventEndpoint(adapter, route.endpoint) === undefined) {
    return { location: null, changes: [] };
  }
  const page = { endpoint: route.endpoint, location: route.location, bytes: request.body, cursor: null };
  return { location: route.location, changes: normalise(pageBody(page, name)).changes };
}

/** Both say when they were true, and they say another time: they may differ. */
function isOtherTime(adapter: Subject['adapter'], change: Change, other: Change): boolean {
  const versioning = versioningOf(adapter, change);
  if (versioning === 'none') return false;
  const [mine, theirs] = [versionOf(change, versioning), versionOf(other, versioning)];
  return mine !== undefined && theirs !== undefined && mine !== theirs;
}

async function hookIsPull(subject: Subject): Promise<Findings> {
  const { adapter, options, provider, pages, pageBody } = subject;
  if (adapter.pull === undefined) return notApplicable('it does not pull');
  if (options.simulator === undefined) return ['a simulator is needed: give options.simulator'];
  const { account } = (await provider()).installation;
  const all = (await pages()).map((page, index) => ({
    location: page.location,
    changes: normalise(pageBody(page, `page ${index + 1}`)).changes,
  }));
  /** What is pulled of the store that a message is of; of the only one, where either does not say. */
  const pulledAt = (location: string | null): State => {
    const here = all.filter((page) => page.location === null || location === null || page.location === location);
    return foldChanges(
      adapter,
      here.flatMap(({ changes }) => changes),
    );
  };
  let compared = 0;
  const findings = (options.sameAsPull ?? Object.keys(options.simulator.triggers)).flatMap((name) => {
    const { location, changes } = toldBy(subject, name, account);
    const pulled = pulledAt(location);
    return [...foldChanges(adapter, changes.filter(statesThings))].flatMap(([key, change]) => {
      const other = pulled.get(key);
      if (other === undefined || !statesThings(other) || isOtherTime(adapter, change, other)) return [];
      compared += 1;
      return disagreements(change, other).map(
        (what) => `the message "${name}" and the pull differ on ${key} at ${what}`,
      );
    });
  });
  return compared === 0 ? notApplicable('no message states what a pull states') : findings;
}

export const CONVERGE_CHECKS: readonly Check[] = [
  {
    id: 'converge/any-order',
    title: 'versioned reports end in the same state, in whatever order they come',
    why: 'messages overtake each other, and pulls overtake messages',
    run: anyOrder,
  },
  {
    id: 'converge/any-repetition',
    title: 'absolute reports that come again change nothing',
    why: 'providers send again what they are not sure of',
    run: repeated,
  },
  {
    id: 'converge/hook-is-pull',
    title: 'a message and a pull agree on what both state',
    why: 'otherwise a store flickers between two truths',
    run: hookIsPull,
  },
];
