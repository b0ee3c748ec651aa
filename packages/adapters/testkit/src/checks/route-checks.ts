import { AdapterError, type HookRequest } from '@kirana/adapter';
import fc from 'fast-check';
import { type Check, notApplicable } from '../check.ts';
import { difference } from '../difference.ts';
import { Proof } from '../proof.ts';
import { spoiltBodies } from '../spoil.ts';
import type { Subject } from '../subject.ts';
import { trapped } from '../traps.ts';

const SEED = 7;
const NOWHERE = 'kirana-testkit/no-such-endpoint';

const post = (path: string, body: Uint8Array): HookRequest => ({ method: 'POST', path, query: {}, headers: {}, body });

const GARBAGE: readonly Uint8Array[] = [
  '',
  ' ',
  'null',
  '[]',
  '{}',
  '"text"',
  '12',
  '{"',
  '[[[[',
  '<?xml version="1.0"?>',
  'a=1&b=2',
  'not json at all',
]
  .map((text): Uint8Array => Buffer.from(text))
  .concat([Buffer.from([0xff, 0xfe, 0x00]), Buffer.alloc(300, 0x5b)]);

function pathsOf({ adapter, fixtures }: Subject): readonly string[] {
  const named = Object.entries(adapter.endpoints).flatMap(([name, { aliases = [] }]) => [name, ...aliases]);
  return [
    ...new Set([...named, ...fixtures.map((one) => one.request.path), '', '/', NOWHERE, '%', '../..', 'toString']),
  ];
}

/** What was thrown that may not be: a clean refusal is an AdapterError. */
function unclean(adapter: Subject['adapter'], request: HookRequest): string | undefined {
  try {
    adapter.route(request);
    return undefined;
  } catch (error) {
    return error instanceof AdapterError && error.kind === 'schema' ? undefined : String(error);
  }
}

function thrownByGarbage(subject: Subject): string[] {
  const { adapter, fixtures } = subject;
  const findings = new Set<string>();
  const note = (request: HookRequest): void => {
    const thrown = unclean(adapter, request);
    if (thrown !== undefined) findings.add(`${request.path || 'an empty path'}: ${thrown}`);
  };
  for (const path of pathsOf(subject)) for (const body of GARBAGE) note(post(path, body));
  for (const { request } of fixtures) {
    const bodies = fc.oneof(spoiltBodies(request.body), fc.uint8Array({ maxLength: 64 }));
    for (const body of fc.sample(bodies, { numRuns: 60, seed: SEED })) note({ ...request, body });
    note({ ...request, headers: {}, query: {} });
  }
  return [...findings];
}

export const ROUTE_CHECKS: readonly Check[] = [
  {
    id: 'route/expected',
    title: 'every fixture is routed as it says',
    why: 'a message of one store in the lane of another is stock that is not there',
    run(subject) {
      if (subject.fixtures.length === 0) return notApplicable('there are no fixtures');
      return subject.fixtures.flatMap((fixture) => {
        const found = difference(fixture.expect.route, subject.adapter.route(new Proof(subject, fixture).signed));
        return found === undefined ? [] : [`${fixture.name}: ${found}`];
      });
    },
  },
  {
    id: 'route/garbage',
    title: 'whatever is sent, routing gives a route or null',
    why: 'it runs before anything is known of the sender, on what anybody may send',
    run: thrownByGarbage,
  },
  {
    id: 'route/unknown-path',
    title: 'a path that names nothing is routed nowhere',
    why: 'a message taken for another kind than it is changes what it should not',
    run({ adapter }) {
      const route = adapter.route(post(NOWHERE, Buffer.from('{}')));
      if (route === null || !Object.hasOwn(adapter.endpoints, route.endpoint)) return [];
      return [`"${NOWHERE}" is routed to "${route.endpoint}"`];
    },
  },
  {
    id: 'route/pure',
    title: 'routing has no clock, chance, network or files, and changes nothing',
    why: 'the same message must go the same way at every replay',
    run({ adapter, fixtures }) {
      if (fixtures.length === 0) return notApplicable('there are no fixtures');
      return fixtures.flatMap(({ name, request }) => {
        const body = Uint8Array.from(request.body);
        const first = trapped(() => adapter.route({ ...request, body }));
        const again = trapped(() => adapter.route({ ...request, body: Uint8Array.from(request.body) }));
        const found = difference(first.result, again.result);
        return [
          ...first.sprung.map((call) => `${name}: ${call}`),
          ...(found === undefined ? [] : [`${name}: not the same twice: ${found}`]),
          ...(Buffer.compare(body, request.body) === 0 ? [] : [`${name}: the body was changed`]),
        ];
      });
    },
  },
];
