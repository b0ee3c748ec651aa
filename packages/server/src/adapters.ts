import type { BuiltIn } from './plugins/open-adapters.ts';

/** The adapters that are released with this server: the one place that names providers. */
export const BUILT_IN_ADAPTERS: readonly BuiltIn[] = [
  { package: '@kirana/adapter-csv', load: () => import('@kirana/adapter-csv') },
  { package: '@kirana/adapter-erpnext', load: () => import('@kirana/adapter-erpnext') },
  { package: '@kirana/adapter-odoo', load: () => import('@kirana/adapter-odoo') },
  { package: '@kirana/adapter-petpooja', load: () => import('@kirana/adapter-petpooja') },
  { package: '@kirana/adapter-shopify', load: () => import('@kirana/adapter-shopify') },
  { package: '@kirana/adapter-square', load: () => import('@kirana/adapter-square') },
];

/** Where they are installed, and the contract with them: in a folder above this one. */
export const SERVER_FOLDER = import.meta.dirname;
