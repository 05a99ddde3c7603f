import { createHmac } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { readConfiguration } from '../../src/infrastructure/configuration.ts';

const key = Buffer.alloc(32, 'a key of tests only');

const { audience } = readConfiguration({}).authentication;

/** Makes the service that keeps its data in a directory believe the tests' tokens. */
export const placeKey = (directory: string): void => writeFileSync(join(directory, 'development-key'), key);

const encoded = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');

/** Seconds of the epoch, so many from now. */
export const seconds = (offset: number): number => Math.floor(Date.now() / 1_000) + offset;

/** A token that is valid but for what is changed. */
export const tokenOf = (claims: object, header: object = {}): string => {
  const usual = { iss: 'development', aud: audience, sub: 'tester', exp: seconds(3_600) };
  const signed = `${encoded({ alg: 'HS256', ...header })}.${encoded({ ...usual, ...claims })}`;
  return `${signed}.${createHmac('sha256', key).update(signed).digest('base64url')}`;
};

const known = new Map<string, string>();

/** The `Authorization` header of somebody: `mia;roles=manager,clerk`. */
export const bearer = (actor: string): string => {
  const [name, roles = ''] = actor.split(';roles=');
  const header =
    known.get(actor) ?? `Bearer ${tokenOf({ sub: name, roles: roles.split(',').filter(Boolean) })}`;
  known.set(actor, header);
  return header;
};
