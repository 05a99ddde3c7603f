import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { Ajv2020 } from 'ajv/dist/2020.js';
import { SignJWT } from 'jose';

import type { TokenSource } from './authentication.ts';
import { ok, type Operation } from './operation.ts';
import { faulty } from './problem.ts';
import { bodyFault } from './schema-fault.ts';

const issuer = 'development';
const algorithm = 'HS256';

/** Seconds: 8 hours. */
const lifetime = 28_800;

/** Tokens that a service issues itself while nobody but its developers calls it. */
export type DevelopmentTokens = {
  source: TokenSource;
  issue: (name: string, roles: readonly string[]) => Promise<string>;
};

const isThere = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'EEXIST';

/** The key below `directory`, which only its owner can read; whoever needs it first makes it. */
const keyIn = (directory: string): Uint8Array => {
  const file = join(directory, 'development-key');
  mkdirSync(directory, { recursive: true });
  try {
    writeFileSync(file, randomBytes(32), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if (!isThere(error)) throw error;
  }
  return readFileSync(file);
};

/** Development tokens for a service (`audience`) that keeps its data in `directory`; they outlast its process. */
export const developmentTokens = (directory: string, audience: string): DevelopmentTokens => {
  let known: Uint8Array | undefined;
  const key = async (): Promise<Uint8Array> => (known ??= keyIn(directory));
  return {
    source: { issuer, audience, nameClaim: 'sub', algorithms: [algorithm], key },
    issue: async (name, roles) =>
      new SignJWT({ roles: [...roles] })
        .setProtectedHeader({ alg: algorithm, typ: 'JWT' })
        .setSubject(name)
        .setIssuer(issuer)
        .setAudience(audience)
        .setIssuedAt()
        .setExpirationTime(`${lifetime} s`)
        .sign(await key()),
  };
};

const text = { type: 'string', minLength: 1, maxLength: 200 };

const isWish = new Ajv2020({ allErrors: true, strict: false, validateSchema: false }).compile<{
  name: string;
  roles?: string[];
}>({
  type: 'object',
  required: ['name'],
  properties: { name: text, roles: { type: 'array', items: text, maxItems: 100 } },
  additionalProperties: false,
});

/** Answers a token for the name and roles that the body asks for. */
export const tokenOperation =
  ({ issue }: DevelopmentTokens): Operation =>
  async ({ body }) => {
    if (!isWish(body)) throw faulty('validation', (isWish.errors ?? []).map(bodyFault));
    return ok(
      { token: await issue(body.name, body.roles ?? []), expiresIn: lifetime },
      { 'cache-control': 'no-store' },
    );
  };
