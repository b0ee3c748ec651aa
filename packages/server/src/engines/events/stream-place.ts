/** One stream of one tenant. */
export interface StreamName {
  readonly tenantId: string;
  readonly stream: string;
}

/** A stream and a sequence in it. */
export interface StreamPlace extends StreamName {
  readonly sequence: number;
}

/** Names a stream in maps, hints and as the Kafka key: ids hold no bar. */
export const streamKey = ({ tenantId, stream }: StreamName): string => `${tenantId}|${stream}`;

export function fromStreamKey(key: string): StreamName {
  const at = key.indexOf('|');
  return { tenantId: key.slice(0, at), stream: key.slice(at + 1) };
}
