import { Change, type ChangeProblem, type Normalised } from '@kirana/core';

/** More than this from one delivery is not a menu. */
export const MOST_CHANGES = 200_000;
const LONGEST_CHANGE = 256 * 1024;
const LARGEST_INT = 2_147_483_647;
/** Fields that the database keeps in 32 bits. */
const SMALL_FIELDS: ReadonlySet<string> = new Set(['rank', 'min', 'max', 'maxQuantity']);

export interface CheckedChange {
  readonly change: Change;
  /** JSON of the change without its place in the delivery: what its content hash is made of. */
  readonly content: string;
}

/** Changes that fit their schema and the database; each of the others becomes a problem of its own. */
export function checkChanges(normalised: Normalised): {
  readonly changes: readonly CheckedChange[];
  readonly problems: readonly ChangeProblem[];
} {
  const changes: CheckedChange[] = [];
  const problems: ChangeProblem[] = [...normalised.problems];
  normalised.changes.forEach((change, index) => {
    const parsed = Change.safeParse(change);
    const complaint = parsed.success ? undefined : firstIssue(parsed.error.issues);
    const content = complaint === undefined ? contentOf(change) : '';
    const message = complaint ?? unstorable(change, content);
    if (message === undefined) changes.push({ change, content });
    else problems.push(problemOf(change, index, message));
  });
  return { changes, problems };
}

/** The place of an entry moves when another is put before it; that is no change of the entry. */
function contentOf(change: Change): string {
  if (change.kind !== 'modifier_group.upserted') return JSON.stringify({ ...change, path: undefined });
  const options = change.options.map((option) => ({ ...option, path: undefined }));
  return JSON.stringify({ ...change, path: undefined, options });
}

function firstIssue(issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[]): string {
  const [issue] = issues;
  return issue === undefined ? 'does not fit the schema' : `${issue.path.map(String).join('.')}: ${issue.message}`;
}

function unstorable(change: Change, content: string): string | undefined {
  if (content.length > LONGEST_CHANGE) return `larger than ${LONGEST_CHANGE} characters`;
  // JSON.stringify escapes exactly these; the walk finds out whether they are characters or text that looks like an escape.
  if (/\\u(0000|d[89ab])/.test(content) && hasBadText(change)) return 'NUL character or lone surrogate';
  if (/\d{10}/.test(content) && hasLargeNumber(change)) return 'number too large';
  return undefined;
}

function hasBadText(value: unknown): boolean {
  if (typeof value === 'string') return value.includes('\0') || !value.isWellFormed();
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([key, member]) => hasBadText(key) || hasBadText(member));
}

function hasLargeNumber(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(
    ([key, member]) =>
      (SMALL_FIELDS.has(key) && typeof member === 'number' && Math.abs(member) > LARGEST_INT) || hasLargeNumber(member),
  );
}

function problemOf(change: unknown, index: number, message: string): ChangeProblem {
  const { path, externalId } = (change ?? {}) as { path?: unknown; externalId?: unknown };
  return {
    path: typeof path === 'string' ? path : `/changes/${index}`,
    externalId: typeof externalId === 'string' ? externalId : null,
    message,
  };
}
