import { Parser } from 'htmlparser2';

/** What is longer is not looked at. */
const LONGEST_HTML = 1_000_000;
const HIDDEN_ELEMENTS = new Set(['script', 'style', 'template', 'title']);
const BLOCKS = new Set(
  'address article blockquote br dd div dl dt h1 h2 h3 h4 h5 h6 hr li ol p pre table tr ul'.split(' '),
);
/** Control characters, halves of characters, and marks that change the direction of what a person reads. */
const HIDDEN = /[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069\ufffd]/gu;

/** What a person reads of a rich-text field: blocks become lines, list entries get a dash, marks and scripts go, entities are what they stand for. */
export function htmlText(html: string): string {
  const pieces: string[] = [];
  let hidden = 0;
  const parser = new Parser({
    onopentagname(name) {
      if (HIDDEN_ELEMENTS.has(name)) hidden += 1;
      if (BLOCKS.has(name)) pieces.push('\n');
      if (name === 'li') pieces.push('- ');
    },
    ontext(text) {
      if (hidden === 0) pieces.push(text.replace(/\s+/g, ' ').replace(HIDDEN, ' '));
    },
    onclosetag(name) {
      if (HIDDEN_ELEMENTS.has(name)) hidden -= 1;
      if (BLOCKS.has(name)) pieces.push('\n');
      if (name === 'td' || name === 'th') pieces.push(' ');
    },
  });
  parser.end(html.slice(0, LONGEST_HTML));
  return pieces
    .join('')
    .split('\n')
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter((line) => line !== '' && line !== '-')
    .join('\n');
}
