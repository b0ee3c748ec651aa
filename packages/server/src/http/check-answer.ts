import { isDeepStrictEqual } from 'node:util';
import type { z } from 'zod';
import type { Route } from './route.ts';

/** Throws unless the answer, as JSON, is exactly what the published schema says. For tests. */
export function checkAnswer(route: Route, schema: z.ZodType, answer: unknown): void {
  const sent: unknown = JSON.parse(JSON.stringify(answer ?? null));
  const parsed = schema.safeParse(sent);
  if (!parsed.success) throw new Error(`${route.operationId} answers what its schema refuses: ${parsed.error.message}`);
  if (!isDeepStrictEqual(JSON.parse(JSON.stringify(parsed.data)), sent)) {
    throw new Error(`${route.operationId} leaves out fields that its schema fills in`);
  }
}

/** Throws unless a route that says `once`, and no other, has kept what it answers. For tests. */
export function checkKept(route: Route, kept: string | undefined, answered: string): void {
  if (route.once !== true && kept === undefined) return;
  if (route.once !== true) throw new Error(`${route.operationId} keeps its answer and does not say \`once\``);
  if (kept === undefined) throw new Error(`${route.operationId} did not keep its answer`);
  if (kept !== answered) throw new Error(`${route.operationId} answers something else than it kept`);
}
