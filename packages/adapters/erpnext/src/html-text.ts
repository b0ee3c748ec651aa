const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ndash: '–',
  mdash: '—',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  deg: '°',
  frac12: '½',
};

const ENTITY = /&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([a-zA-Z][a-zA-Z0-9]{1,9}));/g;
/** Control characters but tab and line feed, and marks that change the direction of what a person reads. */
const HIDDEN = /[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu;

/** What is longer is not looked at: open tags without an end are searched for to the end. */
const LONGEST_HTML = 40_000;

function character(code: number, asWritten: string): string {
  return code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff) ? asWritten : String.fromCodePoint(code);
}

function decodeEntities(text: string): string {
  return text.replace(ENTITY, (whole, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) return (Object.hasOwn(NAMED, name) ? NAMED[name] : undefined) ?? whole;
    return character(decimal === undefined ? Number.parseInt(hex as string, 16) : Number(decimal), whole);
  });
}

/**
 * What a rich-text field says, as plain text: blocks become lines, list entries get a dash, marks and scripts go. Cut to the length given.
 */
export function htmlText(html: string, maxLength: number): string {
  const plain = html
    .slice(0, LONGEST_HTML)
    .replace(/<!--[\s\S]*?-->|<(script|style)\b[^>]*>[\s\S]*?<\/\1\s*>/gi, '')
    .replace(/\s+/g, ' ')
    .replace(/<br\b[^>]*>|<\/(?:p|div|li|tr|h[1-6]|blockquote|ul|ol|table)\s*>/gi, '\n')
    .replace(/<li\b[^>]*>/gi, '\n- ')
    .replace(/<\/t[dh]\s*>/gi, ' ')
    .replace(/<\/?[a-zA-Z][^<>]*>/g, '');
  return decodeEntities(plain)
    .toWellFormed()
    .replace(HIDDEN, (mark) => (mark === '\n' ? mark : ' '))
    .split('\n')
    .map((line) => line.replace(/[ \t]+/g, ' ').trim())
    .filter((line) => line !== '')
    .join('\n')
    .slice(0, maxLength)
    .toWellFormed();
}
