/** Contents that are too large for a document, by tenant and sha-256: who knows a hash learns nothing of other tenants. */
export type BlobContents = {
  /** Does nothing where it is there already. */
  put(tenant: string, sha256: string, bytes: Uint8Array): Promise<void>;
  read(tenant: string, sha256: string): Promise<Uint8Array | undefined>;
};
