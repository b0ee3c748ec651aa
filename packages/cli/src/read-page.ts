const MOST_A_CALL = 200;

interface Page<Entry> {
  readonly items: readonly Entry[];
  readonly nextCursor: string | null;
}

interface PageQuery {
  limit: number;
  cursor?: string;
}

/** As many entries as were asked for, over as many pages as that takes. `nextCursor` goes on after them. */
export async function readPage<Entry>(
  { limit, cursor }: { readonly limit: number; readonly cursor?: string | undefined },
  ask: (query: PageQuery) => Promise<Page<Entry>>,
): Promise<{ items: Entry[]; nextCursor: string | null }> {
  const items: Entry[] = [];
  let next = cursor ?? null;
  do {
    const page = await ask({
      limit: Math.min(MOST_A_CALL, limit - items.length),
      ...(next === null ? {} : { cursor: next }),
    });
    items.push(...page.items);
    next = page.nextCursor;
  } while (next !== null && items.length < limit);
  return { items, nextCursor: next };
}
