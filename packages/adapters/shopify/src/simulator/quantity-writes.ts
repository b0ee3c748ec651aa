import type { Shop } from './shop.ts';

interface Quantity {
  readonly inventoryItemId: string;
  readonly locationId: string;
  readonly quantity: number;
  readonly changeFromQuantity: number | null;
}

interface UserError {
  readonly code: string;
  readonly field: readonly string[] | null;
  readonly message: string;
}

interface Payload {
  readonly inventoryAdjustmentGroup: { readonly id: string } | null;
  readonly userErrors: readonly UserError[];
}

export interface StockEffect {
  readonly kind: 'stock.set';
  readonly inventoryItem: string;
  readonly location: string;
  readonly from: number;
  readonly to: number;
  readonly [detail: string]: unknown;
}

const refusal = (code: string, message: string, field: readonly string[] | null = null): Payload => ({
  inventoryAdjustmentGroup: null,
  userErrors: [{ code, field, message }],
});

const idOf = (gid: string): string => gid.split('/').at(-1) ?? '';

/** Writes of quantities: compare and set, and one effect for each key. */
export class QuantityWrites {
  readonly effects: StockEffect[] = [];
  readonly #shop: Shop;
  readonly #answers = new Map<string, { readonly input: string; readonly payload: Payload }>();

  constructor(shop: Shop) {
    this.#shop = shop;
  }

  set(input: { readonly quantities?: readonly Quantity[] }, key: unknown): Payload {
    if (typeof key !== 'string' || key === '') return refusal('INVALID', 'an idempotency key is needed');
    const text = JSON.stringify(input);
    const earlier = this.#answers.get(key);
    if (earlier !== undefined && earlier.input !== text) {
      return earlier.payload.userErrors.length > 0
        ? refusal('IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED', 'A previous request with this key failed.')
        : refusal('IDEMPOTENCY_KEY_PARAMETER_MISMATCH', 'The key was used with other parameters.');
    }
    const payload = earlier?.payload ?? this.#write(input.quantities ?? []);
    this.#answers.set(key, { input: text, payload });
    return payload;
  }

  /** All of it, or nothing where one quantity is refused. */
  #write(quantities: readonly Quantity[]): Payload {
    const userErrors = quantities.flatMap((one, index) => this.#complaint(one, String(index)) ?? []);
    if (userErrors.length > 0) return { inventoryAdjustmentGroup: null, userErrors };
    for (const { inventoryItemId, locationId, quantity } of quantities) {
      const found = this.#shop.find((variant) => variant.inventoryItemId === idOf(inventoryItemId));
      const location = idOf(locationId);
      const from = found?.variant.levels.get(location)?.available ?? 0;
      if (found === undefined || from === quantity) continue;
      this.#shop.setAvailable(found.variant.id, location, quantity);
      this.effects.push({ kind: 'stock.set', inventoryItem: idOf(inventoryItemId), location, from, to: quantity });
    }
    const id = `gid://shopify/InventoryAdjustmentGroup/${this.effects.length + 1}`;
    return { inventoryAdjustmentGroup: { id }, userErrors: [] };
  }

  #complaint(one: Quantity, index: string): UserError | undefined {
    const at = (name: string) => ['input', 'quantities', index, name];
    const found = this.#shop.find((variant) => variant.inventoryItemId === idOf(one.inventoryItemId));
    if (found === undefined) {
      return { code: 'INVALID_INVENTORY_ITEM', field: at('inventoryItemId'), message: 'The item could not be found.' };
    }
    const level = found.variant.levels.get(idOf(one.locationId));
    if (level === undefined) {
      return { code: 'ITEM_NOT_STOCKED_AT_LOCATION', field: at('locationId'), message: 'Not stocked there.' };
    }
    if (one.quantity > 1_000_000_000) {
      return {
        code: 'INVALID_QUANTITY_TOO_HIGH',
        field: at('quantity'),
        message: "It can't be higher than 1,000,000,000.",
      };
    }
    if (one.changeFromQuantity === undefined) {
      return { code: 'INVALID', field: at('changeFromQuantity'), message: 'changeFromQuantity must be given.' };
    }
    if (one.changeFromQuantity === null || one.changeFromQuantity === level.available) return undefined;
    const message = 'The changeFromQuantity value does not match persisted value.';
    return { code: 'CHANGE_FROM_QUANTITY_STALE', field: at('changeFromQuantity'), message };
  }
}
