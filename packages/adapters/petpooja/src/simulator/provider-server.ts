import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { demoMenu } from './demo-menu.ts';
import type { MenuPayload } from './payload.ts';

export interface ProviderCredentials {
  readonly appKey: string;
  readonly appSecret: string;
  readonly accessToken: string;
}

export interface ProviderOptions {
  /** 0: any free port. */
  readonly port?: number;
  readonly menu?: MenuPayload;
  readonly credentials?: ProviderCredentials;
}

/** An answer to give instead of the menu, once. */
export interface ScriptedAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** PetPooja's side of fetch-menu, on this machine. */
export interface Provider {
  readonly fetchMenuUrl: string;
  menu: MenuPayload;
  /** Answers for the next calls, first come first. */
  readonly script: ScriptedAnswer[];
  /** Calls answered so far. */
  readonly calls: number;
  close(): Promise<void>;
}

export const DEMO_CREDENTIALS: ProviderCredentials = {
  appKey: 'demo-app-key',
  appSecret: 'demo-app-secret',
  accessToken: 'demo-access-token',
};

async function readBody(request: IncomingMessage): Promise<Record<string, unknown>> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  try {
    const body: unknown = JSON.parse(Buffer.concat(pieces).toString('utf8'));
    return typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

const failure = (message: string, errorCode: string, fields: Record<string, string[]>) => ({
  success: '0',
  message,
  errorCode,
  validation_errors: fields,
});

function hasCredentials(
  request: IncomingMessage,
  body: Record<string, unknown>,
  expected: ProviderCredentials,
): boolean {
  const given = (header: string, field: string) => request.headers[header] ?? body[field];
  return (
    given('app-key', 'app_key') === expected.appKey &&
    given('app-secret', 'app_secret') === expected.appSecret &&
    given('access-token', 'access_token') === expected.accessToken
  );
}

/** As PetPooja does, a refusal is a 200 with success "0". */
function fetchMenuAnswer(
  request: IncomingMessage,
  body: Record<string, unknown>,
  menu: MenuPayload,
  credentials: ProviderCredentials,
): unknown {
  if (!hasCredentials(request, body, credentials)) {
    return failure('The keys are not valid.', 'GN_101', { app_key: ['Please provide a valid app key.'] });
  }
  if (body.restID !== menu.restaurants[0]?.details.menusharingcode) {
    return failure('There is no such restaurant mapping.', 'MS_101', {
      restID: ['Please provide a valid restaurant id.'],
    });
  }
  return menu;
}

function answer(response: ServerResponse, { status, headers, body }: ScriptedAnswer): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(body ?? '');
}

/** Starts a local PetPooja that answers fetch-menu with keys in headers or body. The caller closes it. */
export async function startProvider(options: ProviderOptions = {}): Promise<Provider> {
  const credentials = options.credentials ?? DEMO_CREDENTIALS;
  const script: ScriptedAnswer[] = [];
  let calls = 0;
  let menu = options.menu ?? demoMenu();
  const server = createServer(async (request, response) => {
    const body = await readBody(request);
    calls += 1;
    const scripted = script.shift();
    if (scripted !== undefined) return answer(response, scripted);
    if (request.method !== 'POST' || request.url !== '/V1/mapped_restaurant_menus')
      return answer(response, { status: 404 });
    answer(response, { status: 200, body: JSON.stringify(fetchMenuAnswer(request, body, menu, credentials)) });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    fetchMenuUrl: `http://127.0.0.1:${port}/V1/mapped_restaurant_menus`,
    get menu() {
      return menu;
    },
    set menu(next) {
      menu = next;
    },
    script,
    get calls() {
      return calls;
    },
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error === undefined ? resolve() : reject(error)));
        server.closeAllConnections();
      }),
  };
}
