import { type HookRequest, sign } from '@kirana/adapter';
import { SourceSettings, verification } from '../settings.ts';
import { demoMenu } from './demo-menu.ts';
import { menuMessage, type SwitchMessage, storeMessage, storeQuestion, switchMessage } from './messages.ts';
import type { MenuPayload } from './payload.ts';
import { setPrice } from './triggers.ts';

export interface SimulatorOptions {
  /** Address of the hook with its token, without a slash at the end: http://127.0.0.1:8080/v1/hooks/<token> */
  readonly hookUrl: string;
  readonly hookSecret: string;
  /** As the source is set up; only needed where it differs from the defaults. */
  readonly sourceSettings?: Readonly<Record<string, unknown>>;
  readonly appKey?: string;
  readonly menu?: MenuPayload;
}

/** What was answered, and after how long. */
export interface SimulatedReply {
  readonly status: number;
  readonly text: string;
  /** Parsed when it is JSON. */
  readonly body: unknown;
  readonly tookMs: number;
}

/** A PetPooja of one restaurant: it keeps a menu and sends what a POS would send when somebody works with it. */
export class PetpoojaSimulator {
  readonly menu: MenuPayload;
  readonly #options: SimulatorOptions;
  #last: HookRequest | undefined;

  constructor(options: SimulatorOptions) {
    this.#options = options;
    this.menu = options.menu ?? demoMenu();
  }

  get restaurant(): string {
    return this.menu.restaurants[0]?.details.menusharingcode ?? '';
  }

  pushMenu(): Promise<SimulatedReply> {
    return this.send(menuMessage(this.menu));
  }

  /** What a POS that lost its catalog sends; the menu kept here stays. */
  pushEmptyMenu(): Promise<SimulatedReply> {
    return this.send(menuMessage({ ...this.menu, items: [] }));
  }

  /** Sets the price of an item or variation and pushes the whole menu, as PetPooja does. */
  changePrice(id: string, price: string): Promise<SimulatedReply> {
    setPrice(this.menu, id, price);
    return this.pushMenu();
  }

  /** The menu kept here does not change: PetPooja tells switches apart from menus. */
  switchItem(change: Omit<SwitchMessage, 'restaurant'>): Promise<SimulatedReply> {
    return this.send(switchMessage({ ...change, restaurant: this.restaurant }));
  }

  updateStoreStatus(change: { open: boolean; until?: string; reason?: string }): Promise<SimulatedReply> {
    return this.send(storeMessage({ ...change, restaurant: this.restaurant }));
  }

  askStoreStatus(): Promise<SimulatedReply> {
    return this.send(storeQuestion(this.restaurant));
  }

  /** The same bytes once more. */
  repeatLast(): Promise<SimulatedReply> {
    if (this.#last === undefined) throw new RangeError('nothing was sent yet');
    return this.send(this.#last);
  }

  async send(request: HookRequest): Promise<SimulatedReply> {
    this.#last = request;
    const { hookUrl, hookSecret, appKey, sourceSettings } = this.#options;
    const signed = sign(verification(SourceSettings.parse(sourceSettings ?? {})), request, {
      secrets: { hookSecret: [hookSecret], appKey: appKey === undefined ? [] : [appKey] },
      publicUrl: null,
      nowMs: Date.now(),
    });
    const startedAtMs = performance.now();
    const response = await fetch(`${hookUrl}/${signed.path}`, {
      method: signed.method,
      headers: signed.headers,
      body: Buffer.from(signed.body),
    });
    const text = await response.text();
    return { status: response.status, text, body: parsed(text), tookMs: performance.now() - startedAtMs };
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
