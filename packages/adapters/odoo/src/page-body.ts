const OPEN = 0x5b;
const CLOSE = 0x5d;
const SPACES: ReadonlySet<number> = new Set([0x20, 0x09, 0x0a, 0x0d]);

/** What stands between the brackets of a JSON list. */
function contents(list: Uint8Array): Uint8Array {
  let start = list.indexOf(OPEN) + 1;
  let end = list.lastIndexOf(CLOSE);
  while (start < end && SPACES.has(list[start] as number)) start += 1;
  while (end > start && SPACES.has(list[end - 1] as number)) end -= 1;
  return list.subarray(start, end);
}

function joinedLists(lists: readonly Uint8Array[]): Buffer {
  const filled = lists.map(contents).filter(({ length }) => length > 0);
  const pieces = filled.flatMap((list, index) => (index === 0 ? [list] : [Buffer.from(','), list]));
  return Buffer.concat([Buffer.from('['), ...pieces, Buffer.from(']')]);
}

/**
 * One body of the answers a page is made of: Odoo's own bytes, list by list, so that no digit of a number changes.
 * @param sections JSON lists that follow one another, by name; or text
 */
export function pageBody(sections: Readonly<Record<string, readonly Uint8Array[] | string>>): Buffer {
  const parts = Object.entries(sections).map(([name, value], index) =>
    Buffer.concat([
      Buffer.from(`${index === 0 ? '{' : ','}${JSON.stringify(name)}:`),
      typeof value === 'string' ? Buffer.from(JSON.stringify(value)) : joinedLists(value),
    ]),
  );
  return Buffer.concat([...parts, Buffer.from('}')]);
}
