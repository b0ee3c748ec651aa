import { type HttpAnswer, isJsonObject, type JsonObject } from '@kirana/adapter';
import { type Context, callSite, judge, parseAnswer, resource } from './frappe-call.ts';
import { allRows, inPieces } from './frappe-list.ts';
import { nameText } from './frappe-values.ts';

/** Calls at once: a site serves a few workers, and sells with them too. */
const AT_ONCE = 4;
const PRICES_PER_CALL = 500;

/** One item with its child tables; null when it was deleted meanwhile. */
async function fetchItem(context: Context, name: string) {
  const answer = await callSite(context, { path: resource('Item', name) });
  if (answer.status === 404) return null;
  judge(context, answer, 'an Item');
  const { data } = parseAnswer(answer, 'an Item');
  return { answer, fields: isJsonObject(data) ? data : {} };
}

async function fetchItems(context: Context, names: readonly string[]) {
  const found: { readonly answer: HttpAnswer; readonly fields: JsonObject }[] = [];
  for (let at = 0; at < names.length; at += AT_ONCE) {
    const some = await Promise.all(names.slice(at, at + AT_ONCE).map((name) => fetchItem(context, name)));
    found.push(...some.filter((item) => item !== null));
  }
  return found;
}

/** All prices of the list for these items and for the templates of those that are variants. */
async function fetchPrices(context: Context, items: readonly JsonObject[]): Promise<HttpAnswer[]> {
  const codes = items.flatMap((item) => [nameText(item.name) ?? [], nameText(item.variant_of) ?? []].flat());
  const answers: HttpAnswer[] = [];
  for (const piece of inPieces([...new Set(codes)])) {
    const part = await allRows(context, {
      doctype: 'Item Price',
      fields: ['*'],
      filters: [
        ['price_list', '=', context.settings.priceList],
        ['item_code', 'in', piece],
      ],
      limit: PRICES_PER_CALL,
    });
    answers.push(...part.answers);
  }
  return answers;
}

/** The answers of a site side by side, each byte as it came. */
export function enclose(parts: Readonly<Record<string, readonly HttpAnswer[]>>): Uint8Array {
  const pieces: Uint8Array[] = [];
  Object.entries(parts).forEach(([key, answers], index) => {
    pieces.push(Buffer.from(`${index === 0 ? '{' : ','}${JSON.stringify(key)}:[`));
    answers.forEach(({ bytes }, at) => {
      pieces.push(Buffer.from(at === 0 ? '' : ','), bytes);
    });
    pieces.push(Buffer.from(']'));
  });
  return Buffer.concat([...pieces, Buffer.from('}')]);
}

/** Whole items and their prices. */
export async function itemsBody(context: Context, names: readonly string[]): Promise<Uint8Array> {
  const items = await fetchItems(context, names);
  const prices = await fetchPrices(
    context,
    items.map(({ fields }) => fields),
  );
  return enclose({ documents: items.map(({ answer }) => answer), prices });
}

/** Items as they are listed, and their prices. */
export async function rowsBody(
  context: Context,
  { answers, rows }: { readonly answers: readonly HttpAnswer[]; readonly rows: readonly JsonObject[] },
): Promise<Uint8Array> {
  return enclose({ lists: answers, prices: await fetchPrices(context, rows) });
}

/** The items that prices are for, with the variants of those that are templates. */
export async function itemsOfPrices(context: Context, prices: readonly JsonObject[]): Promise<string[]> {
  const codes = [...new Set(prices.flatMap((price) => nameText(price.item_code) ?? []))];
  const names = new Set<string>();
  for (const piece of inPieces(codes)) {
    for (const field of ['name', 'variant_of']) {
      const of = { doctype: 'Item', fields: ['name', 'modified'], limit: PRICES_PER_CALL };
      const { rows } = await allRows(context, { ...of, filters: [[field, 'in', piece]] });
      for (const row of rows) {
        const name = nameText(row.name);
        if (name !== undefined) names.add(name);
      }
    }
  }
  return [...names];
}
