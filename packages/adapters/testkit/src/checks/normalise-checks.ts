import { AdapterError } from '@kirana/adapter';
import { type Check, type Findings, notApplicable } from '../check.ts';
import { undeclaredIn, unversionedIn } from '../declared.ts';
import { difference } from '../difference.ts';
import { malformedIn, strayPathsIn, told } from '../output.ts';
import { parsed, withUnknownFields } from '../spoil.ts';
import { type Body, eventEndpoint, normalise, type Subject } from '../subject.ts';
import { trapped } from '../traps.ts';
import { FUZZ_CHECKS } from './fuzz-checks.ts';

/** Runs one body after another; what a body throws is told by its name. */
async function each(
  subject: Subject,
  judge: (body: Body) => readonly string[] | undefined,
  reason?: string,
): Promise<Findings> {
  const bodies = await subject.bodies();
  if (bodies.length === 0) return notApplicable('there is no body to understand');
  let tried = 0;
  const findings = bodies.flatMap((body) => {
    try {
      const found = judge(body);
      if (found === undefined) return [];
      tried += 1;
      return found.map((one) => `${body.name}: ${one}`);
    } catch (error) {
      tried += 1;
      return [`${body.name}: ${told(error)}`];
    }
  });
  return tried === 0 ? notApplicable(reason ?? 'there is no body to try it on') : findings;
}

function expected({ adapter, fixtures }: Subject): Findings {
  const events = fixtures.filter(
    ({ expect }) => expect.route !== null && eventEndpoint(adapter, expect.route.endpoint) !== undefined,
  );
  if (events.length === 0) return notApplicable('there are no fixtures of events');
  return events.flatMap(({ name, request, given, expect: { route, throws, ...wanted } }) => {
    const endpoint = eventEndpoint(adapter, route?.endpoint ?? '');
    const settings = adapter.connectionSettings.parse(given.settings);
    try {
      const { changes, problems, snapshotOf } =
        endpoint?.normalise(Uint8Array.from(request.body), { ...given, settings, endpoint: route?.endpoint ?? '' }) ??
        wanted;
      if (throws !== undefined) return [`${name}: it is to be refused, and is understood`];
      const found = difference(wanted, JSON.parse(JSON.stringify({ changes, problems, snapshotOf })));
      return found === undefined ? [] : [`${name}: ${found}`];
    } catch (error) {
      const isExpected = throws !== undefined && error instanceof AdapterError && error.kind === throws;
      return isExpected ? [] : [`${name}: ${told(error)}`];
    }
  });
}

/** Deeply, so that a normaliser that writes into what it is given fails. */
function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(frozen);
  }
  return value;
}

function impurities(body: Body): string[] {
  const bytes = Uint8Array.from(body.bytes);
  const given = frozen(structuredClone(body.given));
  const first = body.endpoint.normalise(bytes, given);
  // taken down before the second run, which could reach into what it shares with the first
  const told = JSON.stringify(first);
  const again = normalise({ ...body, bytes: Uint8Array.from(body.bytes), given });
  const found = difference(JSON.parse(told), JSON.parse(JSON.stringify(again)));
  return [
    ...(found === undefined ? [] : [`not the same twice: ${found}`]),
    ...(Buffer.compare(bytes, body.bytes) === 0 ? [] : ['the bytes were changed']),
  ];
}

function unknownFields(body: Body): string[] | undefined {
  const json = parsed(body.bytes);
  if (json === undefined) return undefined;
  // numbers are left as they are written: only their digits must not pass through a double
  const plain = Buffer.from(JSON.stringify(json.json));
  const more = Buffer.from(JSON.stringify(withUnknownFields(json.json, body.maps)));
  const found = difference(normalise({ ...body, bytes: plain }), normalise({ ...body, bytes: more }));
  return found === undefined ? [] : [`an unknown field changes ${found}`];
}

const TYPE_NAMES = /^(type|event|event_?type|event_?name|topic|action|kind|doctype)$/i;
const UNKNOWN = 'kirana_testkit.unknown';

/** The message with an event type nobody knows; undefined when none of its fields looks like one. */
function ofUnknownType(body: Body): { headers: Record<string, string>; bytes: Uint8Array } | undefined {
  const json = parsed(body.bytes)?.json;
  const isObject = typeof json === 'object' && json !== null && !Array.isArray(json);
  const keys = isObject
    ? Object.entries(json).filter(([key, value]) => TYPE_NAMES.test(key) && typeof value === 'string')
    : [];
  const headers = Object.entries(body.fixture?.request.headers ?? {}).filter(([name]) =>
    /(topic|event)(-type|-name)?$/.test(name),
  );
  if (keys.length === 0 && headers.length === 0) return undefined;
  const changed = { ...(json as object), ...Object.fromEntries(keys.map(([key]) => [key, UNKNOWN])) };
  return {
    headers: { ...body.fixture?.request.headers, ...Object.fromEntries(headers.map(([name]) => [name, UNKNOWN])) },
    bytes: keys.length === 0 ? body.bytes : Buffer.from(JSON.stringify(changed)),
  };
}

/** Routed anew, as the type may decide the endpoint; then understood as nothing, not refused. */
function unknownType(adapter: Subject['adapter'], body: Body): string[] | undefined {
  const message = ofUnknownType(body);
  if (message === undefined || body.fixture === undefined) return undefined;
  const route = adapter.route({ ...body.fixture.request, headers: message.headers, body: message.bytes });
  const endpoint = route === null ? undefined : eventEndpoint(adapter, route.endpoint);
  if (route === null || endpoint === undefined) return [];
  const out = normalise({
    ...body,
    endpoint,
    bytes: message.bytes,
    given: { ...body.given, endpoint: route.endpoint },
  });
  return [...malformedIn(out)];
}

export const NORMALISE_CHECKS: readonly Check[] = [
  {
    id: 'normalise/expected',
    title: 'fixtures give exactly the changes, problems and complete lists they state',
    why: 'every digit of a price counts',
    run: expected,
  },
  {
    id: 'normalise/pure',
    title: 'the same message gives the same twice, and nothing it is given is changed',
    why: 'what is archived is normalised again at every replay',
    run: (subject) => each(subject, impurities),
  },
  {
    id: 'normalise/no-outside',
    title: 'normalising has no clock, chance, network or files',
    why: 'a replay next year must give what was given today',
    run: (subject) => each(subject, (body) => trapped(() => normalise(body)).sprung),
  },
  {
    id: 'normalise/schema',
    title: 'every change and problem is of the schema',
    why: 'the server refuses the rest, and with it the delivery',
    run: (subject) => each(subject, (body) => malformedIn(normalise(body))),
  },
  {
    id: 'normalise/declared',
    title: 'every capability that is used is declared',
    why: 'an undeclared capability is refused, never passed over',
    run: (subject) => each(subject, (body) => undeclaredIn(subject.adapter, body, normalise(body))),
  },
  {
    id: 'normalise/versions',
    title: 'what is declared to have a version has one',
    why: 'without it, order of receipt decides: a late message would win',
    run(subject) {
      const versioned = Object.values(subject.adapter.manifest.capabilities.entities).some(
        (one) => one?.version !== 'none',
      );
      if (!versioned) return notApplicable('no versions are declared');
      return each(subject, (body) => unversionedIn(subject.adapter, normalise(body)));
    },
  },
  {
    id: 'normalise/unknown-fields',
    title: 'fields nobody knows change nothing',
    why: 'a provider that adds a field must not stop a shop',
    run: (subject) => each(subject, unknownFields, 'no body is JSON'),
  },
  {
    id: 'normalise/unknown-event',
    title: 'an event of an unknown type is no error',
    why: 'providers add events; each would go to the dead letters',
    run: (subject) => each(subject, (body) => unknownType(subject.adapter, body), 'no message names its type'),
  },
  {
    id: 'normalise/paths',
    title: 'paths of changes and problems are JSON pointers that lead somewhere',
    why: 'they are what a person follows to find what was wrong',
    run: (subject) =>
      each(
        subject,
        (body) => {
          const json = parsed(body.bytes);
          if (json === undefined) return undefined;
          return strayPathsIn(json.json, normalise(body)).map((path) => `"${path}" leads nowhere`);
        },
        'no body is JSON',
      ),
  },
  ...FUZZ_CHECKS,
];
