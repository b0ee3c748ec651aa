import { expect, test } from 'vitest';
import { htmlText } from './html-text.ts';

test.each([
  ['plain text', 'Plain & soft', 'Plain & soft'],
  [
    'blocks and entities',
    '<div class="editor"><p>Plain &amp; soft</p>\n<p>Made&nbsp;up</p></div>',
    'Plain & soft\nMade up',
  ],
  ['lists and breaks', 'One<br>two<ul>\n<li>three</li>\n<li>four</li></ul>', 'One\ntwo\n- three\n- four'],
  ['a table', '<table><tr><td>Net</td><td>250 g</td></tr></table>', 'Net 250 g'],
  ['what is not text', '<style>p{}</style><!-- x --><script>alert(1)</script>Kept', 'Kept'],
  ['a sign that is no tag', '1 < 2 and 3 > 2', '1 < 2 and 3 > 2'],
  ['an entity of a tag, which stays text', '&lt;b&gt;', '<b>'],
  ['numbers of characters', 'Salt &#8377;20 &#x2014; &unknown;', 'Salt ₹20 — &unknown;'],
  ['marks that hide', 'a&#8238;b&#0;c&#xd800;', 'a b c'],
  ['a script without an end', '<script>never closed', ''],
  ['nothing', '<p><br></p>', ''],
])('%s', (_name, html, expected) => {
  expect(htmlText(html)).toBe(expected);
});

test('a long one made to be slow is not', () => {
  expect(htmlText('<script><a '.repeat(200_000))).toBe('');
});
