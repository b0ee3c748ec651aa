import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { AdapterError, type HttpAnswer, type HttpRequest } from '@kirana/adapter';

/** As long as a server would wait, and no longer: a simulator that never answers must not stop the kit. */
const CALL_MS = 10_000;

function overTheWire(
  { url, method = 'GET', headers = {}, body }: HttpRequest,
  signal: AbortSignal,
): Promise<HttpAnswer> {
  const request = url.startsWith('https:') ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    // a connection for each call: one that was kept open could break on its own, and look like a fault of the adapter
    const call = request(url, { method, headers, signal, agent: false }, (answer) => {
      const pieces: Buffer[] = [];
      answer.on('data', (piece: Buffer) => pieces.push(piece));
      answer.on('error', reject);
      answer.on('end', () => {
        const flat = Object.entries(answer.headers).map(([name, value]) => [name, String(value)]);
        resolve({
          status: answer.statusCode ?? 0,
          headers: Object.fromEntries(flat),
          bytes: Uint8Array.from(Buffer.concat(pieces)),
        });
      });
    });
    call.on('error', reject);
    if (body !== undefined) call.setHeader('content-length', Buffer.byteLength(body));
    call.end(body);
  });
}

/** What the server's guarded `http` does, without its guards. @throws AdapterError('transient') when there is no answer */
export async function callProvider(request: HttpRequest, signal: AbortSignal): Promise<HttpAnswer> {
  try {
    return await overTheWire(request, AbortSignal.any([signal, AbortSignal.timeout(CALL_MS)]));
  } catch (cause) {
    const message = signal.aborted ? 'the call was given up' : 'the provider did not answer';
    throw new AdapterError('transient', message, { cause });
  }
}
