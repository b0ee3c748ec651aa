/** One mistake that somebody could make in the rules of stock, as a change of text. */
export interface PlantedBug {
  readonly name: string;
  /** From the root of the repository. */
  readonly file: string;
  /** Text that is in the file exactly once, … */
  readonly find: string;
  /** … and what stands there instead. */
  readonly replace: string;
  /** Test files, one of which must fail. */
  readonly caughtBy: readonly string[];
  /** Only several connections at once meet it, and the embedded database has one. */
  readonly needsPostgres?: true;
}
