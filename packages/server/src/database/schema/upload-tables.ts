import type { Generated } from 'kysely';
import type { GeneratedJson, Time, TimeOrNull } from './columns.ts';

export interface UploadsTable {
  tenant_id: string;
  id: string;
  connection_id: string;
  store_id: string | null;
  location: string;
  /** How the file came. */
  origin: 'http' | 'folder' | 's3';
  file_name: string | null;
  media_type: string;
  /** `received`: to its end; whether it is applied its deliveries tell. */
  status: 'receiving' | 'received' | 'failed';
  bytes: Generated<number>;
  parts: Generated<number>;
  /** Of all bytes, in hex. */
  sha256: string | null;
  /** Kinds the file is the complete list of. */
  completes: GeneratedJson<readonly string[]>;
  /** An earlier upload of the same bytes to the same place. */
  same_as: string | null;
  request_key: string | null;
  code: string | null;
  detail: string | null;
  requested_by: string;
  created_at: Time;
  /** When a part was last taken: one that stands still has lost its sender. */
  progress_at: Time;
  received_at: TimeOrNull;
}
