import type { Page } from '@kirana/adapter';
import { type Provider, type PullOptions, pullAll } from './provider.ts';
import { foldChanges, plainState } from './state.ts';
import { normalise, type Subject } from './subject.ts';

/** What a page says, but for the texts of its cursors: a provider may give another one each time. */
export interface PageMeaning {
  readonly endpoint: string;
  readonly location: string | null;
  readonly normalised: unknown;
  readonly last: boolean;
  readonly completes: readonly string[];
}

export function meaningOf({ pageBody }: Subject, page: Page): PageMeaning {
  return {
    endpoint: page.endpoint,
    location: page.location,
    normalised: normalise(pageBody(page, 'page')),
    last: page.cursor === null,
    completes: page.completes ?? [],
  };
}

/** What all the pages come to, by location. */
export function stateOf(subject: Subject, pages: readonly Page[]): Readonly<Record<string, unknown>> {
  const locations = [...new Set(pages.map((page) => page.location))];
  return Object.fromEntries(
    locations.map((location) => {
      const own = pages.filter((page) => page.location === location);
      const changes = own.flatMap((page) => normalise(subject.pageBody(page, 'page')).changes);
      return [location ?? '', plainState(foldChanges(subject.adapter, changes))];
    }),
  );
}

export const pullFrom = (subject: Subject, provider: Provider, options: PullOptions = {}): Promise<readonly Page[]> =>
  pullAll(subject.adapter, provider.context(), options);

const MOST_CURSORS = 25;

/** Cursors of a pull, the beginning included; of very many, some from all over. */
export function someCursors(
  pages: readonly Page[],
): readonly { readonly index: number; readonly cursor: string | null }[] {
  const all = pages.map((_, index) => ({ index, cursor: index === 0 ? null : (pages[index - 1]?.cursor ?? null) }));
  if (all.length <= MOST_CURSORS) return all;
  const step = (all.length - 1) / (MOST_CURSORS - 1);
  return Array.from({ length: MOST_CURSORS }, (_, place) => all[Math.round(place * step)] as (typeof all)[number]);
}
