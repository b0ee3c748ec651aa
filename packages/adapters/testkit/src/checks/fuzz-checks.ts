import fc from 'fast-check';
import { type Check, type Findings, notApplicable } from '../check.ts';
import { undeclaredIn } from '../declared.ts';
import { isRefusal, malformedIn, strayPathsIn, told } from '../output.ts';
import { parsed, spoiltBodies } from '../spoil.ts';
import { type Body, normalise, type Subject } from '../subject.ts';

/** Always the same: a check that fails must fail again. */
const SEED = 20_261_122;
const RUNS = 60;
/** Of large bodies fewer are tried. */
const LARGE_BYTES = 100_000;
/** Pages of one endpoint are alike. */
const BODIES_PER_ENDPOINT = 6;

function someBodies(bodies: readonly Body[]): readonly Body[] {
  const counts = new Map<string, number>();
  return bodies.filter(({ endpointName }) => {
    const count = (counts.get(endpointName) ?? 0) + 1;
    counts.set(endpointName, count);
    return count <= BODIES_PER_ENDPOINT;
  });
}

/** What each spoilt body is judged by; the first finding of each body is enough. */
async function fuzz({ bodies, options }: Subject, judge: (body: Body) => string | undefined): Promise<Findings> {
  const some = someBodies(await bodies());
  if (some.length === 0) return notApplicable('there is no body to spoil');
  const runs = options.fuzzRuns ?? RUNS;
  return some.flatMap((body) => {
    const numRuns = body.bytes.length > LARGE_BYTES ? Math.ceil(runs / 6) : runs;
    for (const bytes of fc.sample(spoiltBodies(body.bytes), { seed: SEED, numRuns })) {
      const finding = judge({ ...body, bytes });
      if (finding !== undefined)
        return [`${body.name}, spoilt: ${finding} (by ${Buffer.from(bytes).toString('utf8').slice(0, 120)})`];
    }
    return [];
  });
}

function badly(adapter: Subject['adapter'], body: Body): string | undefined {
  try {
    const out = normalise(body);
    const first = malformedIn(out)[0] ?? undeclaredIn(adapter, body, out)[0];
    return first;
  } catch (error) {
    return isRefusal(error) ? undefined : told(error);
  }
}

function strays(body: Body): string | undefined {
  const json = parsed(body.bytes);
  if (json === undefined) return undefined;
  try {
    const [path] = strayPathsIn(json.json, normalise(body));
    return path === undefined ? undefined : `"${path.slice(0, 100)}" leads nowhere`;
  } catch {
    // what is thrown is told by the other check
    return undefined;
  }
}

export const FUZZ_CHECKS: readonly Check[] = [
  {
    id: 'normalise/fuzz',
    title: "whatever is spoilt, changes stay valid, and only AdapterError('schema') is thrown",
    why: 'one odd value must cost one entry, not the message, and never the worker',
    run: (subject) => fuzz(subject, (body) => badly(subject.adapter, body)),
  },
  {
    id: 'normalise/problem-paths',
    title: 'problems of spoilt messages point to where they are',
    why: 'a problem without a place is a search through ten megabytes',
    run: (subject) => fuzz(subject, strays),
  },
];
