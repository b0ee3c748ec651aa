import { ConnectionId, MatchId } from '@kirana/core';
import { z } from 'zod';
import { idPage, pageOf, pageQuery, readIdCursor } from '../http/cursor.ts';
import { defineRoute, type Route } from '../http/route.ts';
import { decideMatch } from './decide-match.ts';
import type { IdentityDeps } from './identity-deps.ts';
import { listMatches, MappingMatch } from './match-rows.ts';

const Decision = z
  .discriminatedUnion('decision', [
    z.strictObject({ decision: z.literal('merge'), entityId: z.string().max(60) }),
    z.strictObject({ decision: z.literal('keep_apart') }),
  ])
  .meta({ id: 'MatchDecision', description: 'merge: they are one, the candidate named; keep_apart: they are two' });

const ListQuery = z.strictObject({
  ...pageQuery,
  status: MappingMatch.shape.status.optional(),
  connectionId: ConnectionId.optional(),
});

/** Things of two providers that look alike: nothing is merged without a person. */
export function matchRoutes(deps: Pick<IdentityDeps, 'database' | 'now'>): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/v1/matches',
      operationId: 'listMatches',
      summary: 'Things that may be one; a person decides',
      tag: 'connections',
      access: 'admin',
      query: ListQuery,
      response: pageOf(MappingMatch),
      handle: async ({ query: { limit, cursor, ...filter } }, { tenantId }) => {
        const after = readIdCursor(cursor) ?? '';
        const rows = await deps.database.tenant(tenantId, (tx) => listMatches(tx, tenantId, filter, after, limit + 1));
        return idPage(
          rows,
          limit,
          (match) => match.id,
          (match) => match,
        );
      },
    }),
    defineRoute({
      method: 'POST',
      path: '/v1/matches/:matchId/decide',
      operationId: 'decideMatch',
      summary: 'Say whether they are one',
      tag: 'connections',
      access: 'admin',
      params: z.strictObject({ matchId: MatchId }),
      body: Decision,
      response: MappingMatch,
      errors: ['STATE_CONFLICT'],
      once: true,
      handle: ({ params, body }, call) => decideMatch(deps, call, params.matchId, body),
    }),
  ];
}
