import type { Verification } from '@kirana/adapter';
import { z } from 'zod';

/** Where fetch-menu is served, by the public documents. The sandbox has its own address; take it from PetPooja's onboarding mail. */
export const FETCH_MENU_URL = 'https://qle1yy2ydc.execute-api.ap-southeast-1.amazonaws.com/V1/mapped_restaurant_menus';

/** How PetPooja proves itself to us: its dashboard sends a header of our choice, "Client Authorization". */
export const SourceSettings = z.strictObject({
  header: z
    .string()
    .regex(/^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}$/)
    .default('Authorization')
    .meta({ description: 'Header that carries the hook secret' }),
  prefix: z.string().max(100).default('Bearer ').meta({ description: 'Text before the secret in that header' }),
  requireAppKey: z
    .boolean()
    .default(false)
    .meta({ description: 'Also demand our app key as `app_key` in every body; not every account sends it' }),
});
export type SourceSettings = z.output<typeof SourceSettings>;

export const ConnectionSettings = z.strictObject({
  fetchMenuUrl: z.url({ protocol: /^https?$/ }).default(FETCH_MENU_URL),
  credentialsIn: z
    .enum(['header', 'body'])
    .default('header')
    .meta({ description: 'Where fetch-menu takes the three keys; both are in use' }),
});
export type ConnectionSettings = z.output<typeof ConnectionSettings>;

export const secrets = {
  hookSecret: { description: 'What PetPooja sends in the header of every call to us', required: true },
  appKey: { description: 'app-key, for fetching menus', required: false },
  appSecret: { description: 'app-secret, for fetching menus', required: false },
  accessToken: { description: 'access-token, for fetching menus', required: false },
} as const;

export function verification(settings: SourceSettings): Verification {
  const header: Verification = {
    kind: 'shared-secret',
    at: { in: 'header', name: settings.header },
    secret: 'hookSecret',
    prefix: settings.prefix,
  };
  if (!settings.requireAppKey) return header;
  return {
    kind: 'all',
    of: [header, { kind: 'shared-secret', at: { in: 'body', pointer: '/app_key' }, secret: 'appKey' }],
  };
}
