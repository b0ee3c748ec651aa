import { effectiveValues, PERSON, type Statement } from '@kirana/core';
import type { Authority, SourceStatement } from './statement-rows.ts';

/** A connection that is not there any more speaks last. */
const UNKNOWN: Authority = { rank: Number.MAX_SAFE_INTEGER, authority: {} };

/** The values that count, from all that is said of one entity: a person's first, then by the rank of the connection or the field's own. */
export function mergedValues(
  statements: readonly SourceStatement[],
  authorities: ReadonlyMap<string, Authority>,
): Readonly<Record<string, unknown>> {
  const speaking = speakers(statements);
  const [only] = speaking;
  if (only === undefined) return {};
  if (speaking.length === 1) return only.said;
  return effectiveValues(speaking.flatMap((statement) => ranked(statement, authorities))).values;
}

/** A source that no longer has the entity is not asked, unless nobody has it: then what was last said stays readable. */
function speakers(statements: readonly SourceStatement[]): readonly SourceStatement[] {
  const present = statements.filter(({ source, marks }) => source === PERSON || marks.content?.gone !== true);
  return present.some(({ source }) => source !== PERSON) ? present : statements;
}

/** A field with a rank of its own becomes a statement of its own. */
function ranked({ source, said }: SourceStatement, authorities: ReadonlyMap<string, Authority>): Statement[] {
  if (source === PERSON) return [{ source, rank: 0, values: said }];
  const { rank, authority } = authorities.get(source) ?? UNKNOWN;
  const plain: Record<string, unknown> = {};
  const own: Statement[] = [];
  for (const [field, value] of Object.entries(said)) {
    const fieldRank = Object.hasOwn(authority, field) ? authority[field] : undefined;
    if (fieldRank === undefined) plain[field] = value;
    else own.push({ source, rank: fieldRank, values: { [field]: value } });
  }
  return [{ source, rank, values: plain }, ...own];
}
