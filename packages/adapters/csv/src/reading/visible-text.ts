const PRINTABLE_ASCII = /^[\x20-\x7e]*$/;

/** Controls but NUL, tab and line ends. */
const CONTROL = /[^\P{Cc}\0\t\n\r]/gu;

const WINDOWS_1252 = new TextDecoder('windows-1252');

/** The sign of Windows-1252 that a control above 0x7f was before somebody took it for Latin-1; any other control is a space. */
function signFor(control: string): string {
  const code = control.charCodeAt(0);
  const sign = code < 0x80 ? ' ' : WINDOWS_1252.decode(Uint8Array.of(code));
  return sign === control ? ' ' : sign;
}

/** Text of a cell, trimmed, with what conversions between character sets have left in it put right. NUL and marks that turn the direction of text stay. */
export const visibleText = (text: string): string =>
  (PRINTABLE_ASCII.test(text) ? text : text.replace(CONTROL, signFor)).trim();
