import { expect, test } from 'vitest';
import { htmlText } from './html-text.ts';

test.each([
  ['plain text', 'Plain & soft', 'Plain & soft'],
  [
    'blocks and entities',
    '<div class="ql-editor"><p>Plain &amp; soft</p><p>Made&nbsp;up</p></div>',
    'Plain & soft\nMade up',
  ],
  ['lists and breaks', 'One<br>two<ul><li>three</li><li>four</li></ul>', 'One\ntwo\n- three\n- four'],
  ['a table', '<table><tr><td>Net</td><td>250 g</td></tr></table>', 'Net 250 g'],
  ['what is not text', '<style>p{}</style><!-- x --><script>alert(1)</script>Kept', 'Kept'],
  ['a sign that is no tag', '1 < 2 and 3 > 2', '1 < 2 and 3 > 2'],
  ['an entity of a tag, which stays text', '&lt;b&gt;', '<b>'],
  ['marks that hide', 'a&#8238;b&#0;c', 'a b c'],
  ['nothing', '<p><br></p>', ''],
])('%s', (_name, html, expected) => {
  expect(htmlText(html, 100)).toBe(expected);
});

test('is cut to its length', () => {
  expect(htmlText('<p>abcdef</p>', 3)).toBe('abc');
});
