import { type LoggedEvent, toCloudEvent } from '@kirana/core';

/** Why a client must take a snapshot before it goes on. */
export type ResyncReason = 'too_far_behind' | 'expired' | 'unknown_version' | 'gap' | 'too_slow';

const cloudEventTexts = new WeakMap<LoggedEvent, string>();

/** Written once however many clients get it. */
function cloudEventText(event: LoggedEvent): string {
  let text = cloudEventTexts.get(event);
  if (text === undefined) {
    text = JSON.stringify(toCloudEvent(event));
    cloudEventTexts.set(event, text);
  }
  return text;
}

/** JSON holds no line breaks, so one `data` line is enough. */
export const eventFrame = (id: string, event: LoggedEvent): string =>
  `id: ${id}\nevent: ${event.kind}\ndata: ${cloudEventText(event)}\n\n`;

/** The first frame: how long to wait before connecting again, and where this stream starts. */
export const helloFrame = (version: string, resumed: boolean, retryMs: number): string =>
  `retry: ${retryMs}\nid: ${version}\nevent: hello\ndata: ${JSON.stringify({ version, resumed })}\n\n`;

/** "Take a snapshot that is at least this version, then go on from here." */
export const resyncFrame = (version: string, reason: ResyncReason): string =>
  `id: ${version}\nevent: resync\ndata: ${JSON.stringify({ version, reason })}\n\n`;

/** Keeps proxies from closing an idle stream. With an id it also tells the client how far it is when a filter left events out. */
export const heartbeatFrame = (id?: string): string => (id === undefined ? ': \n\n' : `: \nid: ${id}\n\n`);
