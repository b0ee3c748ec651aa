import { type AdapterPackage, isParts } from '../adapter-package/read-package.ts';

/** What the static manifest says that matters for recording; a package without one still records. */
export function declaredIn({ manifest, packageJson }: AdapterPackage): { provider: string; names: readonly string[] } {
  if (!isParts(manifest)) return { provider: String(packageJson.name ?? 'unknown'), names: [] };
  return {
    provider: String(manifest.id ?? 'unknown'),
    names: isParts(manifest.secrets) ? Object.keys(manifest.secrets) : [],
  };
}
