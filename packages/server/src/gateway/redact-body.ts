const HIDDEN = '[redacted]';
/** Compared without `_`, `-`, spaces and case. */
const SECRET_KEY =
  /(secret|token|password|passwd|passphrase|apikey|appkey|privatekey|accesskey|authorization|credential|signature|sessionid|cookie|bearer)/;
const STRING = /"(?:[^"\\]|\\[\s\S])*"/y;
const SCALAR = /[^\s,}\]]+/y;
const FORM_FIELD = /(^|[&?\s])([^=&?\s"{}]{1,100})=([^&\s"]*)/g;

const isSecretKey = (key: string): boolean => SECRET_KEY.test(key.toLowerCase().replace(/[-_\s.]/g, ''));

function unquote(literal: string): string {
  try {
    return String(JSON.parse(literal));
  } catch {
    return literal;
  }
}

const skipSpace = (text: string, at: number): number => {
  let next = at;
  while (next < text.length && /\s/.test(text[next] as string)) next += 1;
  return next;
};

const stringAt = (text: string, at: number): string | undefined => {
  STRING.lastIndex = at;
  return STRING.exec(text)?.[0];
};

/** Where the value that begins here ends: a string, a number or word, or everything up to the closing bracket. */
function endOfValue(text: string, start: number): number {
  if (text[start] === '"') return start + (stringAt(text, start)?.length ?? text.length);
  if (text[start] !== '{' && text[start] !== '[') {
    SCALAR.lastIndex = start;
    return start + (SCALAR.exec(text)?.[0].length ?? 0);
  }
  let depth = 0;
  for (let at = start; at < text.length; at += 1) {
    if (text[at] === '"') at += (stringAt(text, at)?.length ?? text.length) - 1;
    else if (text[at] === '{' || text[at] === '[') depth += 1;
    else if (text[at] === '}' || text[at] === ']') {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return text.length;
}

/** Works on the text, not on a parsed value: what is shown are the provider's bytes, also where they are no valid JSON. */
function redactJson(text: string): string {
  let shown = '';
  let done = 0;
  for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at)) {
    const literal = stringAt(text, at);
    if (literal === undefined) break;
    const colon = skipSpace(text, at + literal.length);
    at += literal.length;
    if (text[colon] !== ':' || !isSecretKey(unquote(literal))) continue;
    const start = skipSpace(text, colon + 1);
    const end = endOfValue(text, start);
    shown += `${text.slice(done, start)}"${HIDDEN}"`;
    done = end;
    at = end;
  }
  return shown + text.slice(done);
}

/** The spellings of a secret value in a body: as it is, inside JSON, in a form. */
const spellings = (value: string): readonly string[] => [
  ...new Set([
    value,
    JSON.stringify(value).slice(1, -1),
    encodeURIComponent(value),
    Buffer.from(value).toString('base64'),
  ]),
];

/** Shorter values would hide half of an innocent text. */
const SHORTEST = 6;

/** A body as a person may see it: values of keys that look secret, and every known secret value of its source, are taken out. */
export function redactBody(bytes: Uint8Array, secretValues: readonly string[]): string {
  let text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  const known = secretValues.filter((value) => value.length >= SHORTEST).flatMap(spellings);
  for (const value of known.toSorted((a, b) => b.length - a.length)) text = text.replaceAll(value, HIDDEN);
  return redactJson(text).replace(FORM_FIELD, (field, before: string, key: string) =>
    isSecretKey(key) ? `${before}${key}=${HIDDEN}` : field,
  );
}
