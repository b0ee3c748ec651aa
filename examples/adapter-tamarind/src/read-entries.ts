import { Change, ChangeProblem } from '@kirana/adapter';

type Read = (value: unknown, path: string) => Change | ChangeProblem;

/** An entry that cannot be used, while the others are. Its id, where it has one that can be kept, tells that the entry was there. */
export function problem(path: string, externalId: unknown, message: string): ChangeProblem {
  const told = {
    path,
    externalId: typeof externalId === 'string' ? externalId : null,
    message: message.slice(0, 1_000),
  };
  return ChangeProblem.safeParse(told).success ? told : { ...told, externalId: null };
}

const idOf = (value: unknown): unknown => Object(value).id ?? Object(value).item;

/**
 * Reads a list, each entry for itself. What Kirana cannot keep (a name without an end, half a letter) is that entry's problem as well.
 * @param path JSON pointer of the list
 */
export function readEntries(values: readonly unknown[], path: string, read: Read) {
  const changes: Change[] = [];
  const problems: ChangeProblem[] = [];
  for (const [index, value] of values.entries()) {
    const found = read(value, `${path}/${index}`);
    if (!('kind' in found)) {
      problems.push(found);
      continue;
    }
    const judged = Change.safeParse(found);
    if (judged.success) changes.push(judged.data);
    else problems.push(problem(found.path, idOf(value), judged.error.issues.map(({ message }) => message).join('; ')));
  }
  return { changes, problems };
}
