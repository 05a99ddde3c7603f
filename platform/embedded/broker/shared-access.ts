import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** Keys by the name that a token carries. A name is a namespace: what one publishes no other sees. */
export type SharedAccess = {
  /** For the SDK: plain TCP on this machine. The same namespace has the same key as long as the broker lives. */
  connectionString(namespace: string, port: number): string;
  /** The namespace of a valid token (`SharedAccessSignature sr=…&sig=…&se=…&skn=…`), else undefined. `now`: milliseconds. */
  namespaceOf(token: string, now: number): string | undefined;
};

const PREFIX = 'SharedAccessSignature ';

export const createSharedAccess = (): SharedAccess => {
  const keys = new Map<string, string>();
  return {
    connectionString(namespace, port) {
      const key = keys.get(namespace) ?? randomBytes(32).toString('base64');
      keys.set(namespace, key);
      return [
        `Endpoint=sb://127.0.0.1:${port}`,
        `SharedAccessKeyName=${namespace}`,
        `SharedAccessKey=${key}`,
        'UseDevelopmentEmulator=true',
      ].join(';');
    },
    namespaceOf(token, now) {
      if (!token.startsWith(PREFIX)) return undefined;
      const parts = new Map(
        token
          .slice(PREFIX.length)
          .split('&')
          .map((part): [string, string] => {
            const at = part.indexOf('=');
            return [part.slice(0, at), part.slice(at + 1)];
          }),
      );
      const namespace = decodeURIComponent(parts.get('skn') ?? '');
      const key = keys.get(namespace);
      const expiry = parts.get('se') ?? '';
      if (key === undefined || !(Number(expiry) * 1_000 > now)) return undefined;
      const given = Buffer.from(decodeURIComponent(parts.get('sig') ?? ''), 'base64');
      const right = createHmac('sha256', key)
        .update(`${parts.get('sr') ?? ''}\n${expiry}`)
        .digest();
      return given.length === right.length && timingSafeEqual(given, right) ? namespace : undefined;
    },
  };
};
