import { PortError } from '../../port-error.ts';
import { createReadSecret, type ReadSecretOptions, type Secret } from './read-secret.ts';

/** Secrets of the app, by name. What they hold is never logged, traced or put into an error. */
export type Secrets = {
  /** Throws `invalid-configuration` where there is none, or the newest has expired; `transient` where the vault cannot be asked. */
  get(name: string): Promise<string>;
  /**
   * Does something with a secret. Where a service refuses it (`invalid-configuration`), the newest version is asked for and,
   * if it is another one, tried once.
   */
  use<T>(name: string, work: (secret: string) => Promise<T>): Promise<T>;
  named(name: string): NamedSecret;
};

/** One secret, for an adapter that is told no more of the vault. */
export type NamedSecret = {
  read(): Promise<string>;
  /** Does what reads the secret; again with the newest version, where a service refuses this one. */
  whileItHolds<T>(work: () => Promise<T>): Promise<T>;
};

export type SecretsOptions = Omit<ReadSecretOptions, 'timeoutMs'> & {
  timeoutMs?: number | undefined;
  /** Milliseconds a secret is kept: so long a rotation can go unnoticed where nobody refuses the old one. */
  ttlMs?: number | undefined;
  now?: (() => number) | undefined;
};

type Kept = { secret: Promise<Secret>; until: number };

const MINUTE_MS = 60_000;
/** Where the vault cannot be asked, what is known holds so much longer. */
const GRACE_MS = MINUTE_MS;

const isExpired = ({ expiresOn }: Secret, now: number): boolean =>
  expiresOn !== undefined && expiresOn <= now;

/** Secrets of a key vault, kept for a while. Who asks for one that is being fetched waits for the same answer. */
export const createSecrets = (options: SecretsOptions): Secrets => {
  const { ttlMs = 15 * MINUTE_MS, now = Date.now } = options;
  const read = createReadSecret({ ...options, timeoutMs: options.timeoutMs ?? 10_000 });
  const kept = new Map<string, Kept>();

  const fetchSecret = (name: string, before?: Secret): Promise<Secret> => {
    const secret = read(name).catch((error: unknown) => {
      kept.delete(name);
      if (!before || !PortError.is(error) || error.kind !== 'transient' || isExpired(before, now()))
        throw error;
      kept.set(name, { secret: Promise.resolve(before), until: now() + GRACE_MS });
      return before;
    });
    kept.set(name, { secret, until: now() + ttlMs });
    return secret;
  };

  const present = async (name: string): Promise<Secret> => {
    const own = kept.get(name);
    if (!own) return fetchSecret(name);
    const secret = await own.secret;
    if (now() < own.until && !isExpired(secret, now())) return secret;
    // Another one may have begun in the meantime.
    const other = kept.get(name);
    return other && other !== own ? other.secret : fetchSecret(name, secret);
  };

  const valueOf = (name: string, secret: Secret): string => {
    if (!isExpired(secret, now())) return secret.value;
    throw new PortError('invalid-configuration', `The secret ${name} has expired. Set a new version.`);
  };

  const secrets: Secrets = {
    get: async (name) => valueOf(name, await present(name)),
    async use(name, work) {
      const first = valueOf(name, await present(name));
      try {
        return await work(first);
      } catch (error) {
        if (!PortError.is(error) || error.kind !== 'invalid-configuration') throw error;
        const newest = valueOf(name, await fetchSecret(name));
        if (newest === first) throw error;
        return work(newest);
      }
    },
    named: (name) => ({
      read: () => secrets.get(name),
      whileItHolds: (work) => secrets.use(name, work),
    }),
  };
  return secrets;
};
