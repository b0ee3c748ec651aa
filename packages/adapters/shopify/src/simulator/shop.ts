/** One thing that is sold. Ids are text: they may have more digits than a number holds. */
export interface ShopVariant {
  readonly id: string;
  readonly inventoryItemId: string;
  readonly title: string;
  price: string;
  compareAtPrice: string | null;
  readonly sku: string;
  readonly barcode: string | null;
  readonly position: number;
  readonly options: Readonly<Record<string, string>>;
  tracked: boolean;
  readonly sellsBelowZero: boolean;
  updatedAt: string;
  /** By location; a location that is not in it does not stock the variant. */
  readonly levels: Map<string, { available: number; updatedAt: string }>;
}

export interface ShopProduct {
  readonly id: string;
  title: string;
  readonly handle: string;
  readonly html: string;
  status: 'active' | 'draft' | 'archived';
  readonly vendor: string;
  readonly productType: string;
  readonly tags: readonly string[];
  readonly optionNames: readonly string[];
  readonly image: string | null;
  updatedAt: string;
  variants: ShopVariant[];
}

/** The other side of a shop: what people do in its admin and at its tills. Its clock goes on by a second with everything that is done. */
export class Shop {
  readonly domain: string;
  readonly locations: readonly string[];
  products: ShopProduct[];
  #clockMs: number;

  constructor(domain: string, locations: readonly string[], products: ShopProduct[], clock: string) {
    this.domain = domain;
    this.locations = locations;
    this.products = products;
    this.#clockMs = Date.parse(clock);
  }

  tick(): string {
    this.#clockMs += 1_000;
    return new Date(this.#clockMs).toISOString().replace(/\.\d{3}Z$/, 'Z');
  }

  /** @throws RangeError */
  product(id: string): ShopProduct {
    const found = this.products.find((one) => one.id === id);
    if (found === undefined) throw new RangeError(`the shop has no product "${id}"`);
    return found;
  }

  /** @throws RangeError */
  variant(id: string): { readonly product: ShopProduct; readonly variant: ShopVariant } {
    const found = this.find((variant) => variant.id === id);
    if (found === undefined) throw new RangeError(`the shop has no variant "${id}"`);
    return found;
  }

  find(is: (variant: ShopVariant) => boolean): { product: ShopProduct; variant: ShopVariant } | undefined {
    for (const product of this.products) {
      const variant = product.variants.find(is);
      if (variant !== undefined) return { product, variant };
    }
    return undefined;
  }

  setPrice(variantId: string, price: string, compareAtPrice: string | null = null): void {
    const { product, variant } = this.variant(variantId);
    variant.price = price;
    variant.compareAtPrice = compareAtPrice;
    product.updatedAt = this.tick();
    variant.updatedAt = product.updatedAt;
  }

  setStatus(productId: string, status: ShopProduct['status']): void {
    const product = this.product(productId);
    product.status = status;
    product.updatedAt = this.tick();
  }

  setAvailable(variantId: string, location: string, available: number): void {
    this.variant(variantId).variant.levels.set(location, { available, updatedAt: this.tick() });
  }

  removeProduct(id: string): void {
    this.products = this.products.filter((one) => one.id !== id);
  }

  removeVariant(id: string): void {
    const { product } = this.variant(id);
    product.variants = product.variants.filter((one) => one.id !== id);
    product.updatedAt = this.tick();
  }
}
