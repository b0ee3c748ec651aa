import type { MenuPayload } from '../../packages/adapters/petpooja/src/simulator/index.ts';
import type { StoreCatalog } from '../../packages/sdk/src/index.ts';

const TYPE_ID = /\b[a-z]{3}_[0-7][0-9a-hjkmnp-tv-z]{25}\b/g;

/** An answer with its ids numbered by appearance, and without its version: what two tenants with the same provider must have in common. */
export function withoutIds(catalog: StoreCatalog): unknown {
  const numbers = new Map<string, string>();
  const text = JSON.stringify({ ...catalog, version: '', context: null }).replace(TYPE_ID, (id) => {
    const known = numbers.get(id) ?? `${id.slice(0, 3)}_${numbers.size}`;
    numbers.set(id, known);
    return known;
  });
  return JSON.parse(text);
}

/** Money as PetPooja writes it, to minor units of a currency with two digits. No float is involved. */
const minorOf = (decimal: string): number => {
  const [whole = '0', fraction = ''] = decimal.split('.');
  return Number(whole) * 100 + Number(fraction.padEnd(2, '0'));
};

const byName = <T extends { name: string }>(list: readonly T[]): T[] =>
  [...list].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));

/** What was sent, in the shape of `sold`. */
export function sent(menu: MenuPayload): unknown {
  const groups = new Map(menu.addongroups.map((group) => [group.addongroupid, group.addongroup_name]));
  const uses = (
    list: readonly { addon_group_id: string; addon_item_selection_min: string; addon_item_selection_max: string }[],
  ) =>
    byName(
      list.map((use) => ({
        name: groups.get(use.addon_group_id) ?? '?',
        min: Number(use.addon_item_selection_min),
        max: use.addon_item_selection_max === '0' ? null : Number(use.addon_item_selection_max),
      })),
    );
  return {
    items: byName(
      menu.items
        .filter((item) => item.active !== '0')
        .map((item) => ({
          name: item.itemname,
          priceMinor: item.variation.length > 0 ? null : minorOf(item.price),
          addOns: uses(item.addon),
          taxes: item.item_tax.split(',').length,
          variations: byName(
            item.variation.map((one) => ({ name: one.name, priceMinor: minorOf(one.price), addOns: uses(one.addon) })),
          ),
        })),
    ),
    addOns: byName(
      menu.addongroups.map((group) => ({
        name: group.addongroup_name,
        options: byName(
          group.addongroupitems.map((option) => ({
            name: option.addonitem_name,
            priceMinor: minorOf(option.addonitem_price),
          })),
        ),
      })),
    ),
    taxes: menu.taxes.map((tax) => `${tax.taxname} ${tax.tax} ${tax.tax_taxtype === '2'}`).sort(),
  };
}

/** What the API sells, in the words of `sent`. */
export function sold(catalog: StoreCatalog): unknown {
  const groups = new Map(catalog.modifierGroups.map((group) => [group.id, group.name]));
  const uses = (list: StoreCatalog['items'][number]['modifierGroups']) =>
    byName(list.map(({ groupId, min, max }) => ({ name: groups.get(groupId) ?? '?', min, max })));
  return {
    items: byName(
      catalog.items.map((item) => ({
        name: item.name,
        priceMinor: item.price?.priceMinor ?? null,
        addOns: uses(item.modifierGroups),
        taxes: item.taxIds.length,
        variations: byName(
          item.variations.map((one) => ({
            name: one.name,
            priceMinor: one.price?.priceMinor,
            addOns: uses(one.modifierGroups),
          })),
        ),
      })),
    ),
    addOns: byName(
      catalog.modifierGroups.map(({ name, options }) => ({
        name,
        options: byName(options.map((option) => ({ name: option.name, priceMinor: option.priceMinor }))),
      })),
    ),
    taxes: catalog.taxes
      .map(({ name, amount, inclusive }) => `${name} ${amount.kind === 'rate' ? amount.percent : '?'} ${inclusive}`)
      .sort(),
  };
}
