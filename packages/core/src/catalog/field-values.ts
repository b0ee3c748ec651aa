/** What one source says of an entity. Fields it leaves out (or undefined) it says nothing about; null is a value. */
export interface Statement {
  /** `person`, or the id of a connection. Unique among the statements of one entity. */
  readonly source: string;
  /** Authority: the lowest wins. A person's is not looked at. */
  readonly rank: number;
  /** Ranks of single fields, where they differ from `rank`. */
  readonly authority?: Readonly<Record<string, number>>;
  readonly values: Readonly<Record<string, unknown>>;
}

/** The source of edits made by people: it beats every provider until it is released. */
export const PERSON = 'person';

export interface EffectiveValues {
  readonly values: Readonly<Record<string, unknown>>;
  /** Which source each field came from. */
  readonly decidedBy: Readonly<Record<string, string>>;
}

function rankOf(statement: Statement, field: string): number {
  const { authority, rank } = statement;
  return authority !== undefined && Object.hasOwn(authority, field) ? (authority[field] ?? rank) : rank;
}

/** Whether `a` has more authority over a field than `b`. Ties go by the text of the source, so that the answer never depends on reading order. */
function outranks(a: Statement, b: Statement, field: string): boolean {
  if (a.source === PERSON || b.source === PERSON) return a.source === PERSON && b.source !== PERSON;
  const [rankA, rankB] = [rankOf(a, field), rankOf(b, field)];
  return rankA === rankB ? a.source < b.source : rankA < rankB;
}

/** The value that counts for each field, and who decided it. A field nobody states is absent. */
export function effectiveValues(statements: readonly Statement[]): EffectiveValues {
  const deciders = new Map<string, Statement>();
  for (const statement of statements) {
    for (const field of Object.keys(statement.values)) {
      if (statement.values[field] === undefined) continue;
      const decider = deciders.get(field);
      if (decider === undefined || outranks(statement, decider, field)) deciders.set(field, statement);
    }
  }
  const decided = [...deciders].sort(([a], [b]) => (a < b ? -1 : 1));
  // Object.fromEntries defines own properties, so a field called `__proto__` is only a field.
  return {
    values: Object.fromEntries(decided.map(([field, statement]) => [field, statement.values[field]])),
    decidedBy: Object.fromEntries(decided.map(([field, statement]) => [field, statement.source])),
  };
}

/** A person's statement (undefined: none yet) with an edit laid over it. Edited fields survive every sync until they are released. */
export function applyEdit(statement: Statement | undefined, values: Readonly<Record<string, unknown>>): Statement {
  const edited = Object.entries(values).filter(([, value]) => value !== undefined);
  return {
    source: PERSON,
    rank: statement?.rank ?? 0,
    values: Object.fromEntries([...Object.entries(statement?.values ?? {}), ...edited]),
  };
}

/** A statement without the given fields: their value goes back to the providers'. Undefined when it says nothing any more. */
export function releaseFields(statement: Statement, fields: readonly string[]): Statement | undefined {
  const kept = Object.entries(statement.values).filter(([field]) => !fields.includes(field));
  return kept.length === 0 ? undefined : { ...statement, values: Object.fromEntries(kept) };
}
