import type { Route } from '../http/route.ts';
import type { DropPlace } from './dropped-file.ts';
import { takeDropped } from './take-dropped.ts';
import type { UploadDeps } from './upload-deps.ts';
import { uploadRoutes } from './upload-routes.ts';

export interface Uploads {
  readonly routes: readonly Route[];
  /** Takes no more files from folders and buckets, and waits for those in hand. */
  close(): Promise<void>;
}

/** The uploads room: files that are brought over HTTP, laid into a folder or put under a prefix of a bucket. */
export function openUploads(deps: UploadDeps & { readonly drops: readonly DropPlace[] }): Uploads {
  const loops = deps.drops.map((place) => takeDropped(deps, place));
  return {
    routes: uploadRoutes(deps),
    close: async () => void (await Promise.all(loops.map((loop) => loop.close()))),
  };
}
