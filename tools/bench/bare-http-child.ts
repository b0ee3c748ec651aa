import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerParent } from './answer-parent.ts';

/** The baseline of `catalog-read`: node:http and nothing else. Arguments: a file with the body, and the headers as JSON. */
export interface BareHello {
  readonly url: string;
}

const [file = '', headersJson = '{}'] = process.argv.slice(2);
const body = readFileSync(file);
const headers = JSON.parse(headersJson) as Record<string, string>;
const server = createServer((_request, response) => {
  response.writeHead(200, headers);
  response.end(body);
});
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  answerParent({ url: `http://127.0.0.1:${port}/` } satisfies BareHello, async () => {
    server.closeAllConnections();
    server.close();
  });
});
