const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ndash: '–',
  mdash: '—',
  rsquo: '’',
  lsquo: '‘',
  rdquo: '”',
  ldquo: '“',
  hellip: '…',
  eacute: 'é',
};

const ENTITY = /&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([a-zA-Z]{2,10}));/g;

function decoded(text: string): string {
  return text.replace(ENTITY, (whole, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) return (Object.hasOwn(NAMED, name) ? NAMED[name] : undefined) ?? whole;
    const code = decimal === undefined ? Number.parseInt(hex as string, 16) : Number(decimal);
    if (code < 0x20 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return whole;
    return String.fromCodePoint(code);
  });
}

// No part of it can be read twice over: descriptions are written by anybody, and are long.
const TAG = /<(\/?)([a-zA-Z][a-zA-Z0-9]*)[^<>]*>|<![^<>]*>/g;
const HIDDEN = new Set(['script', 'style', 'template']);
const BLOCKS = new Set(['p', 'div', 'li', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'tr', 'ul', 'ol', 'table', 'br', 'hr']);

function withoutTags(html: string): string {
  const pieces: string[] = [];
  let hidden: string | null = null;
  let from = 0;
  for (const tag of html.matchAll(TAG)) {
    const [whole, slash, rawName = ''] = tag;
    const name = rawName.toLowerCase();
    if (hidden === null) {
      pieces.push(html.slice(from, tag.index), BLOCKS.has(name) ? '\n' : '');
      if (slash === '' && HIDDEN.has(name)) hidden = name;
    } else if (slash === '/' && name === hidden) hidden = null;
    from = tag.index + whole.length;
  }
  if (hidden === null) pieces.push(html.slice(from));
  return pieces.join('');
}

/** What a person reads of a description: tags are left out, blocks become lines, entities what they stand for. */
export function textOfHtml(html: string): string {
  return decoded(withoutTags(html))
    .split('\n')
    .map((line) => line.replace(/[ \t\r\u00a0]+/g, ' ').trim())
    .filter((line) => line !== '')
    .join('\n');
}
