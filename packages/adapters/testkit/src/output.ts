import { AdapterError, atPointer, Change, ChangeProblem, type JsonValue, type Normalised } from '@kirana/adapter';

const KINDS: readonly string[] = [
  'item',
  'category',
  'tax',
  'charge',
  'modifier_group',
  'modifier_option',
  'brand',
  'stock',
];

const complaint = (
  what: string,
  judged: { success: boolean; error?: { issues: readonly object[] } | undefined },
): string[] => (judged.success ? [] : [`${what}: ${JSON.stringify(judged.error?.issues[0]).slice(0, 200)}`]);

/** What is wrong with the form of what a normaliser gave. */
export function malformedIn(out: Normalised): readonly string[] {
  if (!Array.isArray(out?.changes) || !Array.isArray(out?.problems) || !Array.isArray(out?.snapshotOf)) {
    return ['it gives no { changes, problems, snapshotOf }'];
  }
  return [
    ...out.changes.flatMap((change, index) => complaint(`change ${index} (${change?.kind})`, Change.safeParse(change))),
    ...out.problems.flatMap((problem, index) => complaint(`problem ${index}`, ChangeProblem.safeParse(problem))),
    ...out.snapshotOf.filter((kind) => !KINDS.includes(kind)).map((kind) => `snapshotOf names "${kind}"`),
  ];
}

/** Longer paths may have been cut to fit. */
const MOST_PATH = 500;

/** Does a pointer lead somewhere: to a value, or to where one is missing? */
function resolves(json: JsonValue, path: string): boolean {
  if (path === '') return true;
  if (!path.startsWith('/') || /~(?![01])/.test(path)) return false;
  if (path.length >= MOST_PATH || atPointer(json, path) !== undefined) return true;
  const parent = atPointer(json, path.slice(0, path.lastIndexOf('/')));
  return typeof parent === 'object' && parent !== null && !Array.isArray(parent);
}

/** Paths of changes and problems that lead nowhere in the body they came from. */
export function strayPathsIn(json: unknown, { changes, problems }: Normalised): readonly string[] {
  const paths = [...changes.map(({ path }) => path), ...problems.map(({ path }) => path)];
  return [...new Set(paths)].filter((path) => !resolves(json as JsonValue, path));
}

/** What a normaliser may throw: that the whole body cannot be understood. */
export const isRefusal = (error: unknown): boolean => error instanceof AdapterError && error.kind === 'schema';

export const told = (error: unknown): string =>
  error instanceof AdapterError ? `AdapterError('${error.kind}'): ${error.message}` : String(error);
