import {
  AdapterError,
  type ChangeProblem,
  isJsonArray,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  parseJson,
} from '@kirana/adapter';
import { nameText } from './frappe-values.ts';

/** One document of an answer, and where it stands. */
export interface Entry {
  readonly path: string;
  readonly fields: JsonObject;
  /** Its name, which is its id. */
  readonly name: string;
}

/** @throws AdapterError('schema') for what is no JSON object */
export function parseObject(bytes: Uint8Array): JsonObject {
  const body = parseJson(bytes);
  if (!isJsonObject(body)) throw new AdapterError('schema', 'the body is not an object', { path: '' });
  return body;
}

/** Documents under a path, each with its place; what has no name becomes a problem. */
export function namedEntries(values: Placed, problems: ChangeProblem[]): Entry[] {
  return values.flatMap(([path, value]) => {
    const name = isJsonObject(value) ? nameText(value.name) : undefined;
    if (isJsonObject(value) && name !== undefined) return [{ path, fields: value, name }];
    problems.push({ path, externalId: null, message: 'is no document with a name' });
    return [];
  });
}

export type Placed = readonly (readonly [path: string, value: JsonValue])[];

/** What an answer `{"data": …}` holds, a list or one document, each with its place. */
export function placedIn(answer: JsonValue | undefined, path: string): Placed {
  const data = isJsonObject(answer) ? answer.data : undefined;
  if (isJsonArray(data)) return data.map((value, index) => [`${path}/data/${index}`, value] as const);
  return isJsonObject(data) ? [[`${path}/data`, data]] : [];
}

/** The same of a list of answers under a key. */
export const placedUnder = (body: JsonObject, key: string): Placed => {
  const answers = body[key];
  return isJsonArray(answers) ? answers.flatMap((answer, index) => [...placedIn(answer, `/${key}/${index}`)]) : [];
};

/** The rows of one answer, or of several under `answers`. @throws AdapterError('schema') for what is no list */
export function listOf(body: JsonObject): Placed {
  if (!isJsonArray(body.data) && !isJsonArray(body.answers)) {
    throw new AdapterError('schema', 'the answer has no list', { path: '/data' });
  }
  return [...placedIn(body, ''), ...placedUnder(body, 'answers')];
}
