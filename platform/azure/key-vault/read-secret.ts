import type { TokenCredential } from '@azure/identity';

import { PortError } from '../../port-error.ts';
import { restError, statusOf } from '../http/rest-error.ts';
import { workSignal } from '../interruption.ts';
import { clientSpan } from '../telemetry/span.ts';

const NAME = 'Key Vault';

/** `expiresOn`: milliseconds since 1970. */
export type Secret = { value: string; expiresOn?: number };

export type ReadSecretOptions = {
  /** `https://<name>.vault.azure.net` */
  vaultUrl: string;
  /** For audience `https://vault.azure.net/.default`. */
  credential: TokenCredential;
  /** Milliseconds an answer may take. */
  timeoutMs: number;
};

/** Letters, digits and hyphens: what Key Vault takes, and nothing that leads elsewhere in its address. */
const nameOf = (name: string): string => {
  if (/^[0-9A-Za-z-]{1,127}$/.test(name)) return name;
  throw new PortError(
    'invalid-configuration',
    `${JSON.stringify(name.slice(0, 50))} is no name of a secret.`,
  );
};

/** A vault on this machine cannot have the name that belongs to its audience. */
const isLoopback = (vaultUrl: string): boolean =>
  /^(?:127\.0\.0\.1|localhost)$/.test(new URL(vaultUrl).hostname);

const secretError = (name: string, error: unknown): PortError =>
  statusOf(error) === 404
    ? new PortError('invalid-configuration', `There is no secret ${name} in the key vault of the factory.`, {
        cause: error,
      })
    : restError(NAME, error);

/** Reads the newest version of a secret. Throws `PortError`; neither an error nor a span says what is in it. */
export const createReadSecret = ({ vaultUrl, credential, timeoutMs }: ReadSecretOptions) => {
  const connect = async () => {
    const { SecretClient } = await import('@azure/keyvault-secrets');
    return new SecretClient(vaultUrl, credential, {
      retryOptions: { maxRetries: 0 },
      disableChallengeResourceVerification: isLoopback(vaultUrl),
    });
  };
  let client: ReturnType<typeof connect> | undefined;
  return async (given: string): Promise<Secret> => {
    const name = nameOf(given);
    return clientSpan('get secret', { 'peer.service': NAME, 'factory.secret.name': name }, async () => {
      const abortSignal = workSignal(timeoutMs);
      try {
        client ??= connect();
        const { value, properties } = await (await client).getSecret(name, { abortSignal });
        const expiresOn = properties.expiresOn?.getTime();
        return { value: value ?? '', ...(expiresOn === undefined ? {} : { expiresOn }) };
      } catch (error) {
        if (PortError.is(abortSignal.reason)) throw abortSignal.reason;
        throw secretError(name, error);
      }
    });
  };
};
