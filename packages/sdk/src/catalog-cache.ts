/** A catalog as it was last heard, by what was asked for. */
export interface KnownCatalog<T> {
  readonly etag: string;
  readonly catalog: T;
}

/** Keeps the `most` catalogs asked for last; 0 keeps none. */
export function catalogCache<T>(most: number) {
  const known = new Map<string, KnownCatalog<T>>();
  return {
    get(key: string): KnownCatalog<T> | undefined {
      return known.get(key);
    },
    set(key: string, entry: KnownCatalog<T>): void {
      known.delete(key);
      known.set(key, entry);
      for (const oldest of known.keys()) {
        if (known.size <= most) return;
        known.delete(oldest);
      }
    },
    delete(key: string): void {
      known.delete(key);
    },
  };
}
