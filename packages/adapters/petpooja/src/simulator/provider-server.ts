import {
  openSimulatorServer,
  type ScriptedAnswer,
  type SimulatedAnswer,
  type SimulatedCall,
} from '@kirana/adapter/simulator';
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
  /** Menus of further restaurants that the same keys are good for. */
  readonly others?: readonly MenuPayload[];
  readonly credentials?: ProviderCredentials;
}

/** PetPooja's side of fetch-menu, on this machine. */
export interface Provider {
  readonly baseUrl: string;
  readonly fetchMenuUrl: string;
  menu: MenuPayload;
  /** Answers for the next calls, first come first. */
  readonly script: ScriptedAnswer[];
  readonly calls: readonly SimulatedCall[];
  close(): Promise<void>;
}

export const DEMO_CREDENTIALS: ProviderCredentials = {
  appKey: 'demo-app-key',
  appSecret: 'demo-app-secret',
  accessToken: 'demo-access-token',
};

const FETCH_MENU_PATH = '/V1/mapped_restaurant_menus';

function parsedBody(text: string): Record<string, unknown> {
  try {
    const body: unknown = JSON.parse(text);
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
  { headers }: SimulatedCall,
  body: Record<string, unknown>,
  expected: ProviderCredentials,
): boolean {
  const given = (header: string, field: string) => headers[header] ?? body[field];
  return (
    given('app-key', 'app_key') === expected.appKey &&
    given('app-secret', 'app_secret') === expected.appSecret &&
    given('access-token', 'access_token') === expected.accessToken
  );
}

/** As PetPooja does, a refusal is a 200 with success "0". */
function fetchMenuAnswer(
  call: SimulatedCall,
  menus: readonly MenuPayload[],
  credentials: ProviderCredentials,
): SimulatedAnswer {
  if (call.method !== 'POST' || call.path !== FETCH_MENU_PATH) return { status: 404 };
  const body = parsedBody(call.body);
  if (!hasCredentials(call, body, credentials)) {
    const fields = { app_key: ['Please provide a valid app key.'] };
    return { status: 200, body: failure('The keys are not valid.', 'GN_101', fields) };
  }
  const menu = menus.find((one) => one.restaurants[0]?.details.menusharingcode === body.restID);
  if (menu !== undefined) return { status: 200, body: menu };
  const fields = { restID: ['Please provide a valid restaurant id.'] };
  return { status: 200, body: failure('There is no such restaurant mapping.', 'MS_101', fields) };
}

/** Starts a local PetPooja that answers fetch-menu with keys in headers or body. The caller closes it. */
export async function startProvider(options: ProviderOptions = {}): Promise<Provider> {
  const credentials = options.credentials ?? DEMO_CREDENTIALS;
  const { port = 0, others = [] } = options;
  let menu = options.menu ?? demoMenu();
  const server = await openSimulatorServer((call) => fetchMenuAnswer(call, [menu, ...others], credentials), { port });
  return {
    baseUrl: server.baseUrl,
    fetchMenuUrl: `${server.baseUrl}${FETCH_MENU_PATH}`,
    get menu() {
      return menu;
    },
    set menu(next) {
      menu = next;
    },
    script: server.script,
    calls: server.calls,
    close: server.close,
  };
}
