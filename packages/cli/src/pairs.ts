import { CommandError } from './failure.ts';

/** `name=value` texts as a record. @throws CommandError for a text without a name */
export function pairsOf(texts: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    texts.map((text) => {
      const mark = text.indexOf('=');
      if (mark > 0) return [text.slice(0, mark), text.slice(mark + 1)];
      throw new CommandError(
        'usage',
        'USAGE',
        `Not name=value: ${text}`,
        'Write the name, an equals sign and the value.',
      );
    }),
  );
}

/** As `pairsOf`; a value that reads as JSON is that, any other is text. */
export function settingsOf(texts: readonly string[]): Record<string, JsonValue> {
  return Object.fromEntries(Object.entries(pairsOf(texts)).map(([name, text]) => [name, jsonOrText(text)]));
}

/** As `pairsOf`, with whole numbers as values. @throws CommandError for any other */
export function ranksOf(texts: readonly string[]): Record<string, number> {
  return Object.fromEntries(
    Object.entries(pairsOf(texts)).map(([name, text]) => {
      if (/^-?\d{1,10}$/.test(text)) return [name, Number(text)];
      throw new CommandError('usage', 'USAGE', `Not a rank: ${name}=${text}`, 'Write a whole number: priceMinor=10');
    }),
  );
}

export type JsonValue = string | number | boolean | null | JsonValue[] | { [name: string]: JsonValue };

function jsonOrText(text: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return text;
  }
}
