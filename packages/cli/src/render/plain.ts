const CONTROLS = /[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu;

const escaped = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** Text from elsewhere in one line: what could move the cursor or turn the reading direction is shown, not done. */
export const plain = (text: string): string => text.replaceAll(/\r?\n|\t/g, ' ').replaceAll(CONTROLS, escaped);

/** As `plain`, for text of many lines. */
export const plainLines = (text: string): string =>
  text.replaceAll(CONTROLS, (character) => (character === '\n' || character === '\t' ? character : escaped(character)));
