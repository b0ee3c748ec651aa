/** Longest row: what is longer is a quote that was never closed, or no row. */
export const LONGEST_ROW = 1024 * 1024;

/** What stands at a place of a file. `next`: where to look for what follows. */
export type Found =
  | { readonly kind: 'row'; readonly from: number; readonly to: number; readonly next: number }
  | { readonly kind: 'bad'; readonly message: string; readonly next: number }
  /** Nothing that counts as a row. */
  | { readonly kind: 'skip'; readonly next: number }
  /** The row goes on after these bytes. Never given at the end of the file. */
  | { readonly kind: 'more' }
  | { readonly kind: 'end' };

/** Finds rows in the bytes at hand; the same rows however the file comes in pieces. */
export interface RowFinder {
  /** @param ended these are the last bytes of the file */
  find(bytes: Buffer, at: number, ended: boolean): Found;
}
