import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Scorecard } from '../../packages/adapters/testkit/src/index.ts';

const SIGN: Readonly<Record<string, string>> = { pass: '✓', fail: '✗', waived: 'waived', 'not-applicable': '–' };

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll(/\s+/g, ' ');

const sumOf = ({ totals }: Scorecard): string =>
  `${totals.pass} pass, ${totals.fail} fail, ${totals.waived} waived, ${totals['not-applicable']} not applicable`;

/** What the conformance kit found of each adapter, as a page. The cards are written by its own tests and compared there. */
export async function scorecardsPage(root: string, adapters: readonly string[]): Promise<string> {
  const cards: Scorecard[] = [];
  for (const id of adapters) {
    cards.push(JSON.parse(await readFile(join(root, 'packages/adapters', id, 'scorecard.json'), 'utf8')) as Scorecard);
  }
  const ids = [...new Set(cards.flatMap(({ checks }) => checks.map(({ id }) => id)))];
  const resultOf = (card: Scorecard, id: string) => card.checks.find((check) => check.id === id);
  const rows = ids.map(
    (id) => `| \`${id}\` | ${cards.map((card) => SIGN[resultOf(card, id)?.result ?? ''] ?? '').join(' | ')} |`,
  );
  const reasons = cards.flatMap((card) => [
    `## ${card.adapter}`,
    '',
    `${sumOf(card)}.`,
    '',
    ...card.checks
      .filter(({ reason }) => reason !== undefined)
      .map(
        ({ id, result, reason }) =>
          `- \`${id}\` ${result === 'waived' ? 'is waived' : 'does not apply'}: ${cell(reason ?? '')}`,
      ),
    '',
  ]);
  return [
    '# Scorecards of the adapters',
    '',
    'Written by `npm run generate` from the `scorecard.json` of each adapter, which its tests write and compare. What each check proves is told in the',
    '[testkit](../packages/adapters/testkit/README.md); ✓ passes, – does not apply, for the reason given below.',
    '',
    `| check | ${cards.map(({ adapter }) => adapter).join(' | ')} |`,
    `|---|${cards.map(() => '---').join('|')}|`,
    ...rows,
    '',
    ...reasons,
  ]
    .join('\n')
    .replace(/\n+$/, '\n');
}
