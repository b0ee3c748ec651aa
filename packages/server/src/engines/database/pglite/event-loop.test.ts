import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { openPglite } from './open-pglite.ts';

const STATEMENTS = 400;

test('I20: a long chain of statements leaves calls and timers their turn', async () => {
  const database = await openPglite();
  try {
    let turns = 0;
    let isOver = false;
    const turn = () => {
      turns += 1;
      if (!isOver) setTimeout(turn);
    };
    setTimeout(turn);
    await database.owner(async (db) => {
      for (let n = 0; n < STATEMENTS; n += 1) await sql`select count(*) from generate_series(1, 1000)`.execute(db);
    });
    const during = turns;
    isOver = true;
    expect(during).toBeGreaterThan(2);
  } finally {
    await database.close();
  }
});
