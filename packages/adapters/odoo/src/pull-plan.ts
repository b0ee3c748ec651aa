import { AdapterError, type PullRequest, type SnapshotKind } from '@kirana/adapter';
import { PULL_SCOPES, type PullScope } from './manifest.ts';
import { type Marks, type Part, readMarks } from './marks.ts';

/** One list to be read for one location. */
export interface Step {
  readonly part: Part;
  readonly location: string;
}

/** What a pull is made of, and in which order. */
export interface PullPlan {
  readonly steps: readonly Step[];
  /** From when on changes are asked for; a part that is not in it is read whole. */
  readonly since: Marks;
  /** Whether the next pull may go on from here. */
  readonly resumes: boolean;
  readonly completes: readonly SnapshotKind[];
}

const CATALOG: readonly Part[] = ['category', 'tax', 'product'];
const KINDS: Readonly<Record<Part, SnapshotKind>> = {
  category: 'category',
  tax: 'tax',
  product: 'item',
  stock: 'stock',
};

function partsOf(scope: PullScope | null): readonly Part[] {
  if (scope === null) return [...CATALOG, 'stock'];
  return scope.startsWith('catalog') ? CATALOG : ['stock'];
}

const isScope = (scope: string): scope is PullScope => (PULL_SCOPES as readonly string[]).includes(scope);

/** The catalog of each location before any stock: a count needs the item it is of. @throws AdapterError */
export function planOf(locations: readonly string[], { scope, since }: PullRequest): PullPlan {
  if (scope !== null && !isScope(scope)) throw new AdapterError('permanent', `there is no scope "${scope}"`);
  if (locations.length === 0) throw new AdapterError('config', 'the connection has no location');
  const parts = partsOf(scope);
  const whole = scope?.endsWith('.whole') === true;
  const steps = [CATALOG, ['stock'] as const].flatMap((group) =>
    locations.flatMap((location) =>
      parts.filter((part) => (group as readonly Part[]).includes(part)).map((part): Step => ({ part, location })),
    ),
  );
  const isWhole = whole || since === null;
  return {
    steps,
    since: isWhole ? {} : readMarks(since),
    resumes: !whole,
    completes: isWhole ? parts.map((part) => KINDS[part]) : [],
  };
}
