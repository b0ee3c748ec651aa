import type { components } from '@kirana/sdk';
import { dateTime } from './time.ts';

type Item = components['schemas']['CatalogItem'];
type Availability = Item['availability'];

/** "yes", or every reason why not and when it comes back. */
export function availabilityText({ orderable, reasons, nextAvailableAt }: Availability): string {
  if (orderable) return 'yes';
  const back = nextAvailableAt === null ? '' : `, back ${dateTime(nextAvailableAt)}`;
  return `no: ${reasons.map(({ code }) => code).join(' ')}${back}`;
}

/** Items with their variations under them: what can be ordered, in the order of the menu. */
export const withVariations = (items: readonly Item[]) =>
  items.flatMap((item) => [
    { row: item, name: item.name },
    ...item.variations.map((variation) => ({ row: variation, name: `  ${item.name}, ${variation.name}` })),
  ]);
