import { type ErrorCode, KiranaError } from '@kirana/core';
import { sql } from 'kysely';
import type { Tx } from '../database/database.ts';

/** A wait shorter than this is no obstacle: the next attempt is near. */
const SHORT_WAIT_SECONDS = 2;

/** Why a delivery would not be applied now, however long one waited. */
export type Obstacle =
  | {
      readonly kind: 'connection';
      readonly connectionId: string;
      readonly status: 'paused' | 'held';
      readonly reason: string | null;
    }
  /** The head of its lane failed and is tried again later; it may be the delivery itself. */
  | {
      readonly kind: 'lane';
      readonly headId: string;
      readonly code: ErrorCode | null;
      readonly nextAttemptAt: Date;
    };

interface Row {
  connection_id: string | null;
  status: 'active' | 'paused' | 'held' | null;
  status_reason: string | null;
  head_id: string | null;
  head_code: ErrorCode | null;
  head_at: Date | null;
}

export async function readObstacle(tx: Tx, tenantId: string, deliveryId: string): Promise<Obstacle | undefined> {
  const { rows } = await sql<Row>`
    select d.connection_id, c.status, c.status_reason, h.id as head_id, h.code as head_code,
      case when h.next_attempt_at > now() + make_interval(secs => ${SHORT_WAIT_SECONDS}) then h.next_attempt_at end as head_at
    from deliveries d
    left join connections c on c.tenant_id = d.tenant_id and c.id = d.connection_id
    left join lateral (
      select id, code, next_attempt_at from deliveries
      where tenant_id = d.tenant_id and lane = d.lane and status = 'pending' and ingress <= d.ingress
      order by ingress limit 1) h on true
    where d.tenant_id = ${tenantId} and d.id = ${deliveryId}`.execute(tx);
  const [row] = rows;
  if (row === undefined) return undefined;
  const { connection_id: connectionId, status, head_id: headId, head_at: nextAttemptAt } = row;
  if (connectionId !== null && status !== null && status !== 'active') {
    return { kind: 'connection', connectionId, status, reason: row.status_reason };
  }
  if (headId === null || nextAttemptAt === null) return undefined;
  return { kind: 'lane', headId, code: row.head_code, nextAttemptAt };
}

/** What is in the way, and what to do about it. `queued`: it will be applied by itself once the way is free. */
export function obstacleError(obstacle: Obstacle, queued: boolean): KiranaError {
  const after = queued ? 'The delivery waits in its lane and is applied then.' : 'Nothing was done.';
  if (obstacle.kind === 'connection') {
    const { connectionId, status, reason } = obstacle;
    const why = reason === null ? '' : ` (${reason})`;
    const detail = `Its connection is ${status}${why}. ${after}`;
    return new KiranaError('CONNECTION_PAUSED', { connectionId, status, queued }, { detail });
  }
  const { headId, code, nextAttemptAt } = obstacle;
  const at = nextAttemptAt.toISOString();
  const detail = `In its lane, ${headId} is tried again at ${at}${code === null ? '' : ` after ${code}`}. ${after}`;
  return new KiranaError(
    'STATE_CONFLICT',
    { deliveryId: headId, nextAttemptAt: at, queued, ...(code === null ? {} : { code }) },
    { detail },
  );
}
