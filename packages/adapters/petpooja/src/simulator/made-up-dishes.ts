import type { Dish } from './demo-dishes.ts';

const WORDS = {
  first: [
    'Royal',
    'Village',
    'Smoky',
    'Saffron',
    'Coastal',
    'Hill',
    'Garden',
    'Bazaar',
    'Monsoon',
    'Golden',
    'Peppery',
    'Tangy',
  ],
  second: [
    'Paneer',
    'Lentil',
    'Chicken',
    'Okra',
    'Potato',
    'Mushroom',
    'Mutton',
    'Jackfruit',
    'Prawn',
    'Spinach',
    'Egg',
  ],
  third: ['Curry', 'Roll', 'Bowl', 'Fry', 'Kebab', 'Pulao', 'Stew', 'Wrap', 'Platter', 'Masala'],
} as const;
const MEATS: Readonly<Record<string, 'n' | 'e'>> = { Chicken: 'n', Mutton: 'n', Prawn: 'n', Egg: 'e' };

/** Small and repeatable; chance here is only for variety (mulberry32). */
function chanceFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Dishes nobody cooks, for menus of any size; the same seed gives the same ones. */
export function madeUpDishes(count: number, seed: number): Dish[] {
  const chance = chanceFrom(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(chance() * list.length)] as T;
  return Array.from({ length: count }, (_, index): Dish => {
    const second = pick(WORDS.second);
    const name = `${pick(WORDS.first)} ${second} ${pick(WORDS.third)} ${index + 1}`;
    const rupees = 40 + Math.floor(chance() * 500);
    const price = chance() < 0.3 ? `${rupees}.50` : String(rupees);
    const sizes =
      chance() < 0.15
        ? ([
            ['Half', price],
            ['Full', String(rupees * 2)],
          ] as const)
        : undefined;
    return sizes === undefined ? [name, MEATS[second] ?? 'v', price] : [name, MEATS[second] ?? 'v', '0', sizes];
  });
}
