import type { LooseInit, Transport } from './transport.ts';

interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextCursor: string | null;
}

type ListInit = Omit<LooseInit, 'params'> & { readonly params?: { readonly path?: object; readonly query?: object } };

/** Pages of a list, one after the other. A page is asked for when the one before it was used up. */
export async function* readPages<P extends Page<unknown>>(
  transport: Transport,
  path: string,
  init: ListInit = {},
): AsyncGenerator<P, void, undefined> {
  let page: object = init.params?.query ?? {};
  for (;;) {
    const { data } = await transport.exchange<P>('get', path, { ...init, params: { ...init.params, query: page } });
    yield data;
    if (data.nextCursor === null) return;
    page = { ...page, cursor: data.nextCursor };
  }
}

/** Entries of a list, over all its pages. */
export async function* readItems<Item>(
  transport: Transport,
  path: string,
  init?: ListInit,
): AsyncGenerator<Item, void, undefined> {
  for await (const page of readPages<Page<Item>>(transport, path, init)) yield* page.items;
}
