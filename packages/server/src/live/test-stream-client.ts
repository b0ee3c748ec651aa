export interface StreamEvent {
  readonly id: string;
  readonly event: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into data of any kind
  readonly data: any;
}

export interface StreamClient {
  readonly status: number;
  readonly headers: Headers;
  readonly events: StreamEvent[];
  readonly comments: () => number;
  /** As EventSource keeps it, and sends it when it connects again. */
  readonly lastEventId: () => string;
  /** Resolves when the server has ended the stream. */
  readonly ended: Promise<void>;
  close(): void;
}

/** Reads server-sent events as EventSource would, for tests. */
export async function openStream(
  url: string,
  headers: Record<string, string>,
  onEvent: (event: StreamEvent) => void = () => {},
): Promise<StreamClient> {
  const abort = new AbortController();
  const response = await fetch(url, { headers, signal: abort.signal });
  const events: StreamEvent[] = [];
  let comments = 0;
  let id = '';

  function readBlock(block: string): void {
    let event = 'message';
    let data = '';
    for (const line of block.split('\n')) {
      if (line.startsWith(':')) comments += 1;
      if (line.startsWith('id: ')) id = line.slice(4);
      if (line.startsWith('event: ')) event = line.slice(7);
      if (line.startsWith('data: ')) data += line.slice(6);
    }
    if (data === '') return;
    const read = { id, event, data: JSON.parse(data) };
    events.push(read);
    onEvent(read);
  }

  async function readAll(): Promise<void> {
    const decoder = new TextDecoder();
    let text = '';
    try {
      for await (const bytes of response.body ?? []) {
        text += decoder.decode(bytes, { stream: true });
        const blocks = text.split('\n\n');
        text = blocks.pop() ?? '';
        for (const block of blocks) if (!abort.signal.aborted) readBlock(block);
      }
    } catch {
      // cut off, by us or by the server
    }
  }

  return {
    status: response.status,
    headers: response.headers,
    events,
    comments: () => comments,
    lastEventId: () => id,
    ended: readAll(),
    close: () => abort.abort(),
  };
}
