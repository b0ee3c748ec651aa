import { Args, Flags } from '@oclif/core';
import { CommandError } from './failure.ts';
import { withEnvTwins } from './flags.ts';
import { pastInstant } from './instant-flag.ts';
import { pairsOf } from './pairs.ts';

export const itemArg = { item: Args.string({ required: true, description: 'Id of the item or variation' }) };

/** When something happened that is told only now. */
export const happenedFlag = withEnvTwins({ happened: pastInstant({ summary: 'When it happened; now unless given' }) });

/** Under which the server knows a repetition. */
export const onceFlag = withEnvTwins({
  once: Flags.string({ summary: 'Your own key for this: repeated with it, it is done once', helpValue: '<key>' }),
});

/** For who must see what an earlier command did. */
export const minStockVersionFlag = withEnvTwins({
  'min-stock-version': Flags.string({
    summary: 'Fail rather than show anything older: the stock version of an earlier answer',
    helpValue: '<version>',
  }),
});

/** `0:mop_…=1` texts as what is chosen for each line. @throws CommandError for what names no line, or no quantity */
export function chosenOf(texts: readonly string[], lines: number): ReadonlyMap<number, Chosen[]> {
  const chosen = new Map<number, Chosen[]>();
  for (const text of texts) {
    const [, line = '', optionId = '', quantity = '1'] = /^(\d{1,3}):([^=]+)(?:=(.*))?$/.exec(text) ?? [];
    if (line === '' || Number(line) >= lines) {
      throw new CommandError('usage', 'USAGE', `Not a line: ${text}`, 'Lines are counted from 0: 0:mop_…=1');
    }
    const of = chosen.get(Number(line)) ?? [];
    of.push({ optionId, quantity: unitsOf(text, quantity) });
    chosen.set(Number(line), of);
  }
  return chosen;
}

interface Chosen {
  readonly optionId: string;
  readonly quantity: number;
}

/** `itm_…=2` texts as lines, in their order. @throws CommandError for what is no quantity */
export const linesOf = (texts: readonly string[]) =>
  texts.map((text) => {
    const [[itemId = '', quantity = ''] = []] = Object.entries(pairsOf([text.includes('=') ? text : `${text}=1`]));
    return { itemId, quantity: unitsOf(text, quantity) };
  });

/** `0=2` texts as units of lines. @throws CommandError */
export const lineUnitsOf = (texts: readonly string[]) =>
  texts.map((text) => {
    const [[line = '', quantity = ''] = []] = Object.entries(pairsOf([text]));
    return { line: unitsOf(text, line), quantity: unitsOf(text, quantity) };
  });

function unitsOf(text: string, digits: string): number {
  if (/^\d{1,13}$/.test(digits)) return Number(digits);
  throw new CommandError('usage', 'USAGE', `Not a quantity: ${text}`, 'Write whole base units: itm_…=2');
}
