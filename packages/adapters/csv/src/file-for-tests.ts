import type { Change, ChangeOf, EventEndpoint, Given, Normalised } from '@kirana/adapter';
import { csv } from './adapter.ts';
import { ConnectionSettings } from './settings.ts';

export const settingsOf = (settings: Record<string, unknown>): ConnectionSettings => ConnectionSettings.parse(settings);

export const givenOf = (settings: Record<string, unknown>, endpoint = 'file'): Given<ConnectionSettings> => ({
  endpoint,
  settings: settingsOf(settings),
  receivedAt: '2026-11-22T10:00:00.000Z',
  zone: 'Asia/Kolkata',
  currency: 'INR',
  businessDayStart: '05:00',
});

const eventEndpoint = (name: 'file' | 'rows') => csv.endpoints[name] as unknown as EventEndpoint<ConnectionSettings>;

/** A whole file, as if it were posted. */
export const readFile = (text: string | Uint8Array, settings: Record<string, unknown>): Normalised =>
  eventEndpoint('file').normalise(Buffer.from(text as string), givenOf(settings));

export const readPosted = (text: string, settings: Record<string, unknown>): Normalised =>
  eventEndpoint('rows').normalise(Buffer.from(text), givenOf(settings, 'rows'));

/** The bodies of a file that comes in pieces of these sizes, over and over. */
export function cutInPieces(bytes: Uint8Array, settings: Record<string, unknown>, sizes: readonly number[]) {
  const { cut } = eventEndpoint('file');
  if (cut === undefined) throw new Error('files are cut');
  const cutter = cut(settingsOf(settings));
  const bodies: Uint8Array[] = [];
  for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
    const size = sizes[turn % sizes.length] as number;
    bodies.push(...cutter.push(bytes.subarray(at, at + size)));
    at += size;
  }
  const end = cutter.end();
  return { bodies: [...bodies, ...end.bodies], completes: end.completes };
}

export const readBodies = (bodies: readonly Uint8Array[], settings: Record<string, unknown>): Normalised[] =>
  bodies.map((body) => eventEndpoint('file').normalise(body, givenOf(settings)));

export const ofKind = <K extends Change['kind']>({ changes }: Pick<Normalised, 'changes'>, kind: K): ChangeOf<K>[] =>
  changes.filter((change): change is ChangeOf<K> => change.kind === kind);
