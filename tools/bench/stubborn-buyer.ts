/** Where a buyer asks: any server of the shop will do. */
export interface Servers {
  readonly urls: readonly string[];
  readonly headers: Readonly<Record<string, string>>;
}

export interface Heard {
  readonly status: number;
  readonly body: unknown;
  /** A call before this one was not heard to its end: it may have had its effect, and may still have it. */
  readonly isDoubtful: boolean;
}

const GIVE_UP_MS = 120_000;
const WAIT_MS = 20;

async function askOnce(url: string, headers: Servers['headers'], body: string, signal: AbortSignal) {
  const response = await fetch(url, { method: 'POST', headers, body, signal });
  return { status: response.status, body: (await response.json()) as unknown };
}

/**
 * Asks with the same words until a server has decided, another server each time: one that is gone, is starting, is full or was not heard is
 * asked again. @throws after two minutes
 */
export async function askUntilDecided(
  servers: Servers,
  path: string,
  body: string,
  { first, forget }: { readonly first: number; readonly forget: 'nothing' | 'answer' | 'call' },
): Promise<Heard> {
  const started = performance.now();
  let isDoubtful = false;
  for (let attempt = 0; ; attempt += 1) {
    const url = `${servers.urls[(first + attempt) % servers.urls.length]}${path}`;
    const isForgotten = attempt === 0 && forget !== 'nothing';
    // the line goes dead while the server works on it
    const signal =
      isForgotten && forget === 'call' ? AbortSignal.timeout(1 + (first % 10)) : AbortSignal.timeout(30_000);
    try {
      const heard = await askOnce(url, servers.headers, body, signal);
      isDoubtful ||= heard.status >= 500;
      if (isForgotten) continue;
      if (heard.status !== 429 && heard.status < 500) return { ...heard, isDoubtful };
    } catch (error) {
      isDoubtful = true;
      if (performance.now() - started > GIVE_UP_MS) throw error;
    }
    if (performance.now() - started > GIVE_UP_MS) throw new Error(`no server decided ${path} in two minutes`);
    await new Promise((resolve) => setTimeout(resolve, WAIT_MS));
  }
}
