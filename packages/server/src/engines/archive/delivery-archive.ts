/** One body as it lies in the archive: sealed bytes under a key made by us. */
export interface StoredBody {
  readonly key: string;
  readonly bytes: Uint8Array;
}

/**
 * Keeps the sealed bytes of deliveries. Keys are made by us: `<yyyymmdd>/<sha256 hex of the stored bytes>`; never from
 * provider text. Bytes given to it or got from it must not be changed afterwards: they may be shared.
 */
export interface DeliveryArchive {
  /**
   * Durable when the promise resolves; concurrent puts share one flush. The same bytes on one day are stored once.
   * @param day 'yyyymmdd': the caller has the clock.
   * @returns the key.
   * @throws ARCHIVE_UNAVAILABLE when it could not be stored; OVERLOADED when too much waits for the disk.
   */
  put(day: string, bytes: Uint8Array): Promise<string>;

  /** @throws ARCHIVE_BODY_MISSING when the key is unknown or malformed, or the stored bytes do not match their hash. */
  get(key: string): Promise<Uint8Array>;

  /**
   * For restore: stores under exactly this key; a second time changes nothing.
   * @throws ARCHIVE_BODY_MISSING when the key is malformed or is not the hash of these bytes.
   */
  import(key: string, bytes: Uint8Array): Promise<void>;

  /** For dump: all keys, streamed, by day. A key may come twice if two processes stored the same bytes at once. */
  keys(): AsyncIterable<string>;

  /** Retention: removes every body of the days before this one ('yyyymmdd'); gives the number of days removed. */
  removeBefore(day: string): Promise<number>;

  /** @throws ARCHIVE_UNAVAILABLE when it cannot be reached or written. */
  check(): Promise<void>;

  /** Waits for what is being written; a put after it throws ARCHIVE_UNAVAILABLE. */
  close(): Promise<void>;
}
