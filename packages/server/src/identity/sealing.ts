/**
 * Seals bytes of a tenant at rest: AES-256-GCM under the tenant's own data key, which is stored wrapped by KIRANA_SECRET_KEY.
 * Equal bytes of one tenant seal to equal bytes (the nonce is derived from them), so that the archive stores them once.
 */
export interface Sealer {
  seal(tenantId: string, bytes: Uint8Array): Promise<Uint8Array>;
  /** @throws SECRET_KEY_UNKNOWN when neither the present nor the previous key opens it. */
  open(tenantId: string, sealed: Uint8Array): Promise<Uint8Array>;
}
