import { SECRET_RULES, type SecretRule } from './secret-rules.ts';

/** Where a secret is and of which kind; never the secret. `line` counts from 1. */
export type FoundSecret = { rule: SecretRule; line: number };

/** npm's integrity hashes look like keys and are none. */
const withoutHashes = (text: string): string =>
  text.replace(/"integrity": "sha\d+-[A-Za-z0-9+/=]+"/g, '"integrity": ""');

/** Credentials in a text, by line. */
export const findSecrets = (text: string): FoundSecret[] => {
  const bare = withoutHashes(text);
  // Most texts hold none: every rule looks at the whole before lines are told apart.
  const suspected = SECRET_RULES.filter(({ pattern }) => pattern.test(bare));
  if (suspected.length === 0) return [];
  return bare
    .split('\n')
    .flatMap((line, index) =>
      suspected.filter(({ pattern }) => pattern.test(line)).map((rule) => ({ rule, line: index + 1 })),
    );
};

/** The text with every credential replaced by the name of its kind. Cut a text after this, not before. */
export const redactSecrets = (text: string): string =>
  SECRET_RULES.reduce(
    (rest, { what, pattern, whole = pattern }) =>
      rest.replace(new RegExp(whole.source, `g${whole.flags}`), `[${what}, left out]`),
    text,
  );

/** A credential in one of a value's texts: the keys that lead there, and its kind. */
export type SecretField = { path: string[]; what: string };

const keyPath = (path: readonly string[], key: string): string[] => [...path, redactSecrets(key)];

/** Credentials in the texts and the names of a JSON value, with the way to each. */
export const secretFields = (value: unknown, path: readonly string[] = []): SecretField[] => {
  if (typeof value === 'string') {
    const [found] = findSecrets(value);
    return found ? [{ path: [...path], what: found.rule.what }] : [];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => [
    ...secretFields(key, keyPath(path, key)),
    ...secretFields(item, keyPath(path, key)),
  ]);
};
