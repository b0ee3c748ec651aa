import { CommandError } from './failure.ts';
import { given } from './flags.ts';

/** The fields to send: those that have a value. @throws CommandError when there are none */
export function editBody<T extends object>(fields: T, example: string) {
  const body = given(fields);
  if (Object.keys(body).length > 0) return body;
  throw new CommandError('usage', 'USAGE', 'There is nothing to edit.', `Give a value, for example ${example}`);
}

/** A record with single entries set and others taken out; undefined when neither was asked for. The server takes records as a whole. */
export async function mergedRecord<T>(
  set: Readonly<Record<string, T>>,
  unset: readonly string[],
  readBefore: () => Promise<Readonly<Record<string, T>>>,
): Promise<Record<string, T> | undefined> {
  if (Object.keys(set).length === 0 && unset.length === 0) return undefined;
  const before = await readBefore();
  const merged = { ...before, ...set };
  return Object.fromEntries(Object.entries(merged).filter(([name]) => !unset.includes(name)));
}
