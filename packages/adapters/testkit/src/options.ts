import type { Command, CommandKind } from '@kirana/adapter';
import type { Installation, ProviderSimulator, ScriptedAnswer, Simulator } from '@kirana/adapter/simulator';

/** A file as people or tills upload it. */
export interface Upload {
  readonly file: URL;
  /** Settings of the connection it comes by. */
  readonly settings?: Readonly<Record<string, unknown>>;
}

/** What the kit is told of an adapter. */
export interface ConformanceOptions {
  /** The committed `kirana.manifest.json`. */
  readonly manifest: URL;
  /** Folder with one recorded message in each JSON file; ends with a slash. */
  readonly fixtures: URL;
  /** Needed by what pulls, sends or checks credentials. */
  readonly simulator?: Simulator;
  /** Things the simulator is started with: enough for at least three pages of a pull. Left out: as many as the simulator likes. */
  readonly size?: number;
  /** Check id to the reason why it need not hold. A waiver of a check that would pass is a failure itself. */
  readonly waive?: Readonly<Record<string, string>>;
  /** The committed scorecard; left out: none is kept. */
  readonly scorecard?: URL;
  /** What the provider really has: external ids by change kind. A pull must find them all, and nothing else of those kinds. */
  readonly holds?: (provider: ProviderSimulator) => Readonly<Record<string, readonly string[]>>;
  /** Triggers that tell what a pull of a fresh simulator tells too. Left out: all that state whole things. */
  readonly sameAsPull?: readonly string[];
  /**
   * By endpoint: JSON pointers of objects whose keys are data, or that are kept as they are (`*` for any step, `**` at the end for all below).
   * An unknown key there is no unknown field. For what is pulled, and for all fixtures besides their own.
   */
  readonly maps?: Readonly<Record<string, readonly string[]>>;
  /** Commands the simulator can carry out, where those the kit makes up from a pull do not suit it. */
  readonly commands?: (installation: Installation) => readonly Command[];
  /** How the provider says no in its own words, by kind of command: the answer to the one call that matters. */
  readonly refusals?: Readonly<Partial<Record<CommandKind, readonly ScriptedAnswer[]>>>;
  /** Files for the upload endpoint. Left out: the bodies of its fixtures are taken for files. */
  readonly uploads?: readonly Upload[];
  /** Runs of each fuzzed property for each body (60). */
  readonly fuzzRuns?: number;
}
