import { item, variation } from './new-objects.ts';
import type { SquareObject } from './square-object.ts';

const KINDS = ['Chutney', 'Crackers', 'Granola', 'Jam', 'Oil', 'Pickle', 'Soap', 'Tea', 'Vinegar', 'Wafers'];
const FLAVOURS = ['Apricot', 'Cardamom', 'Fennel', 'Juniper', 'Lemon', 'Mint', 'Quince', 'Rosehip', 'Sesame', 'Thyme'];
const SIZES = ['Small', 'Regular', 'Large', 'Family'];

const oneOf = <T>(list: readonly T[], random: () => number): T => list[Math.floor(random() * list.length)] as T;

/** Items nobody thought of, with one to four sizes each. The same for the same random numbers. */
export const madeUpItems = (count: number, random: () => number): SquareObject[] =>
  Array.from({ length: count }, (_, index) => {
    const id = `ITMADE${index + 1}`;
    const sizes = SIZES.slice(0, 1 + Math.floor(random() * SIZES.length));
    const variations = sizes.map((size, place) => {
      const amount = 1_000 + Math.floor(random() * 50_000);
      return variation(id, `VRMADE${index + 1}N${place + 1}`, size, amount, { ordinal: place + 1 });
    });
    return item(id, `${oneOf(FLAVOURS, random)} ${oneOf(KINDS, random)} ${index + 1}`, variations);
  });
