import { expect, test } from 'vitest';
import { textOfHtml } from './html-text.ts';

test.each([
  ['', ''],
  ['plain  text', 'plain text'],
  ['<p>One</p><p>Two</p>', 'One\nTwo'],
  ['<ul>\n<li>a</li>\n<li>b</li>\n</ul>', 'a\nb'],
  ['Salt &amp; pepper &#8377;20 &#x2014; &nbsp;now &unknown;', 'Salt & pepper ₹20 — now &unknown;'],
  ['a<br/>b<script>alert(1)</script>', 'a\nb'],
  ['2 < 3 and 5 > 4', '2 < 3 and 5 > 4'],
  ['<style>a > b {}</style><!-- no --><DIV class="x">Yes</DIV>', 'Yes'],
  ['<script>never closed', ''],
  ['&#0;&#xd800;', '&#0;&#xd800;'],
])('%j', (html, text) => {
  expect(textOfHtml(html)).toBe(text);
});

test('a long one made to be slow is not', () => {
  const text = textOfHtml('<script><a '.repeat(100_000));
  expect(text.length).toBeLessThan(1_200_000);
});
