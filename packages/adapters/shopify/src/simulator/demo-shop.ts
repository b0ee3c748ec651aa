import { seededRandom } from '@kirana/adapter/simulator';
import { Shop, type ShopProduct, type ShopVariant } from './shop.ts';

export const DEMO_SHOP = 'tulsi-bazaar.myshopify.com';
export const DEMO_LOCATIONS: readonly string[] = ['65010000001', '65010000002'];

const GOODS: readonly (readonly [title: string, type: string, option: string, values: readonly string[]])[] = [
  ['Cumin Seeds', 'Spices', 'Weight', ['100 g', '250 g', '1 kg']],
  ['Block-print Towel', 'Linen', 'Colour', ['Indigo', 'Madder']],
  ['Clay Cup', 'Kitchen', 'Title', ['Default Title']],
  ['Assam Tea', 'Drinks', 'Weight', ['250 g', '500 g']],
  ['Jute Bag', 'Bags', 'Size', ['Small', 'Large']],
  ['Mustard Oil', 'Oils', 'Volume', ['500 ml', '1 l']],
  ['Coconut Soap', 'Bath', 'Title', ['Default Title']],
  ['Mango Pickle', 'Pickles', 'Weight', ['200 g', '400 g']],
];
const VENDORS = ['Neem & Sons', 'Kaveri Works', 'Hill Road Traders'];

/** Above what a double holds exactly: whoever reads ids as numbers mixes these up. */
const FIRST_ID = 9_007_199_254_740_993n;

interface Making {
  readonly random: () => number;
  readonly nextId: () => string;
  readonly at: (minutes: number) => string;
}

function makeVariant(
  { random, nextId, at }: Making,
  option: string,
  value: string,
  place: { readonly product: number; readonly position: number },
): ShopVariant {
  const rupees = 20 + Math.floor(random() * 900);
  const price = `${rupees}.${random() < 0.5 ? '00' : '50'}`;
  const updatedAt = at(place.product * 10 + place.position);
  const levels = DEMO_LOCATIONS.map((location): [string, { available: number; updatedAt: string }] => [
    location,
    { available: Math.floor(random() * 60), updatedAt },
  ]);
  return {
    id: nextId(),
    inventoryItemId: nextId(),
    title: value,
    price,
    compareAtPrice: random() < 0.3 ? `${rupees + 50}.00` : null,
    sku: `TB-${place.product}-${place.position}`,
    barcode: random() < 0.5 ? `89010000${String(place.product * 10 + place.position).padStart(5, '0')}` : null,
    position: place.position,
    options: { [option]: value },
    tracked: random() >= 0.1,
    sellsBelowZero: random() < 0.1,
    updatedAt,
    levels: new Map(levels),
  };
}

function makeProduct(making: Making, number: number): ShopProduct {
  const good = GOODS[number % GOODS.length] as (typeof GOODS)[number];
  const [name, productType, option, values] = good;
  const round = Math.floor(number / GOODS.length);
  const title = round === 0 ? name : `${name} No. ${round + 1}`;
  const handle = title.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  const { random } = making;
  const id = making.nextId();
  const variants = values.map((value, index) =>
    makeVariant(making, option, value, { product: number, position: index + 1 }),
  );
  return {
    id,
    title,
    handle,
    html: `<p>${title} from the <b>bazaar</b> &amp; its makers.</p>`,
    status: number % 11 === 10 ? 'draft' : 'active',
    vendor: VENDORS[Math.floor(random() * VENDORS.length)] as string,
    productType,
    tags: random() < 0.5 ? ['handmade', 'gift'] : ['daily'],
    optionNames: [option],
    image: random() < 0.8 ? `https://cdn.example.com/${handle}.jpg` : null,
    updatedAt: variants.at(-1)?.updatedAt ?? making.at(0),
    variants,
  };
}

/** A shop with two locations; the same seed makes the same. @param size products */
export function demoShop({ seed = 1, size = 12 }: { readonly seed?: number; readonly size?: number } = {}): Shop {
  let id = FIRST_ID;
  const making: Making = {
    random: seededRandom(seed),
    nextId: () => {
      id += 1n;
      return String(id);
    },
    at: (minutes) => new Date(Date.UTC(2026, 9, 1, 4, 30) + minutes * 60_000).toISOString().replace(/\.\d{3}Z$/, 'Z'),
  };
  const products = Array.from({ length: size }, (_, number) => makeProduct(making, number));
  return new Shop(DEMO_SHOP, DEMO_LOCATIONS, products, '2026-11-22T09:00:00Z');
}
