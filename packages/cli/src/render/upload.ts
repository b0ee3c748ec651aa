import type { Upload, UploadProblem } from '@kirana/sdk';
import { counted } from './counted.ts';
import { renderFields } from './fields.ts';
import { dateTime } from './time.ts';

const outcomeText = ({ deliveries: { pending, applied, stale, dead } }: Upload): string =>
  [
    `${applied} applied`,
    ...(pending > 0 ? [`${pending} to come`] : []),
    ...(stale > 0 ? [`${stale} stale`] : []),
    ...(dead > 0 ? [`${dead} dead`] : []),
  ].join(', ');

export const renderUpload = (upload: Upload): string =>
  renderFields({
    id: upload.id,
    connection: upload.connectionId,
    location: upload.location,
    file: upload.fileName,
    status: upload.status,
    bytes: upload.bytes,
    parts: `${upload.parts}: ${outcomeText(upload)}`,
    changed: counted(upload.changed, 'entity'),
    problems: upload.problems,
    'complete list of': upload.completes.length === 0 ? null : upload.completes.join(', '),
    'same as': upload.sameAs,
    error: upload.code === null ? null : `${upload.code}: ${upload.detail ?? ''}`,
    brought: `${dateTime(upload.createdAt)} by ${upload.requestedBy}`,
    finished: dateTime(upload.finishedAt),
  });

export const uploadColumns = {
  id: (row: Upload) => row.id,
  file: (row: Upload) => row.fileName,
  location: (row: Upload) => row.location,
  status: (row: Upload) => row.status,
  bytes: (row: Upload) => row.bytes,
  changed: (row: Upload) => row.changed,
  problems: (row: Upload) => row.problems,
  brought: (row: Upload) => dateTime(row.createdAt),
};

export const uploadProblemColumns = {
  row: (row: UploadProblem) => row.row,
  column: (row: UploadProblem) => row.column,
  'external id': (row: UploadProblem) => row.externalId,
  message: (row: UploadProblem) => row.message,
  status: (row: UploadProblem) => row.status,
  id: (row: UploadProblem) => row.id,
};
