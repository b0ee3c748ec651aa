import openapiTS, { astToString } from 'openapi-typescript';
import { eventSchemas } from '../../packages/server/src/http/event-schemas.ts';

const FIRST_LINE = (from: string): string => `// Generated from ${from} by \`npm run generate\`. Do not edit.\n`;

/** A field with a default may be left out of a request, so a default does not make it required. */
const OPTIONS = { defaultNonNullable: false } as const;

const typesOf = async (document: object): Promise<string> =>
  astToString(await openapiTS(JSON.parse(JSON.stringify(document)), OPTIONS));

export const apiTypes = async (openapi: object): Promise<string> =>
  FIRST_LINE('openapi/openapi.json') + (await typesOf(openapi));

/** The data of each kind of event. */
export async function eventTypes(): Promise<string> {
  const { kinds, schemas } = eventSchemas();
  const info = { title: 'events', version: '0.0.0' };
  const types = await typesOf({ openapi: '3.1.0', info, paths: {}, components: { schemas } });
  const lines = kinds.map(({ kind, name }) => `    "${kind}": components["schemas"]["${name}Data"];`);
  return `${FIRST_LINE('openapi/asyncapi.json')}${types}/** What an event of each kind tells. */\nexport interface EventData {\n${lines.join('\n')}\n}\n`;
}
