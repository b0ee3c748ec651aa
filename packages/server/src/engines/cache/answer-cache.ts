/** An answer made ready to send. Its bytes are shared: nobody changes them. */
export interface CachedAnswer {
  /** The version of the group that the answer was read at; a whole number, only growing, below 2^53. */
  readonly version: number;
  readonly etag: string;
  readonly body: Uint8Array;
  /** Milliseconds since the epoch; never served at or after. null: only a new version ends it. */
  readonly freshUntilMs: number | null;
  /** The version as it is told to the outside. */
  readonly versionToken: string;
}

/**
 * Prepared answers by `answerKey(group, variant)`. A projection: losing any entry is only slower.
 *
 * All variants of a group share one version. Once a version of the group is known, by `set` or by `invalidate`, nothing older is
 * stored or served for any variant of it. Several processes may share the engine; each must call `invalidate` for the events it
 * sees, so that it is right even while it cannot reach the engine.
 */
export interface AnswerCache {
  /** undefined: not there, too old or past `freshUntilMs`. Never throws: an engine that is down is a miss. */
  get(key: string): Promise<CachedAnswer | undefined>;

  /** What `get` would give, if this process itself holds it; undefined says nothing. For readers that cannot wait. */
  getNow(key: string): CachedAnswer | undefined;

  /** Compare-and-set: false when a newer version of the group is known, or it could not be stored. An equal version may overwrite. Never throws. */
  set(key: string, answer: CachedAnswer): Promise<boolean>;

  /**
   * Nothing older than this version is served or stored for the group any more. Never throws: when the engine is down this holds in
   * this process at once, and in the engine before anything is served from it again.
   */
  invalidate(group: string, version: number): Promise<void>;

  /** For readiness, which only informs: throws when the engine does not answer. */
  check(): Promise<void>;

  close(): Promise<void>;
}
