import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { env, execPath } from 'node:process';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';

import { expect, it, onTestFinished } from 'vitest';

import { bearerAuthentication } from '#connectsoft/authentication';
import { developmentTokens } from '#connectsoft/development-tokens';

import { readConfiguration } from '../../src/infrastructure/configuration.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';

const main = new URL('../../src/main.ts', import.meta.url).pathname;
const token = new URL('../../src/token.ts', import.meta.url).pathname;

/** Nothing of the environment but what starts a program, and starts it sooner. */
const { PATH, NODE_COMPILE_CACHE } = env;

const start = (variables: Record<string, string>, program = [main], data = temporaryDirectory()) => {
  const child = spawn(execPath, program, {
    env: { PATH, NODE_COMPILE_CACHE, PORT: '0', GRPC_PORT: '0', DATA_DIR: data, ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
};

it('says where it listens, answers, and ends with 0 when it is told to', async () => {
  const child = start({});
  const exited = once(child, 'exit');
  const lines: { msg: string; url?: string }[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    lines.push(JSON.parse(line) as { msg: string; url?: string });
    const { msg, url = '' } = lines.at(-1) ?? { msg: '' };
    if (msg !== 'listening') continue;
    expect((await fetch(`${url}/health/ready`)).status).toBe(200);
    child.kill('SIGTERM');
  }
  expect(lines.map(({ msg }) => msg)).toEqual(['listening', 'request', 'stopping', 'stopped']);
  expect(await exited).toEqual([0, null]);
});

it('ends with 1 and one line when a variable is wrong', async () => {
  const child = start({ PORT: 'http' });
  const [message, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')]);
  expect([message, code]).toEqual(['PORT must be an integer\n', 1]);
});

it('prints a development token for a name and roles', async () => {
  const data = temporaryDirectory();
  const printed = await text(start({}, [token, 'mia', 'manager', 'clerk'], data).stdout);
  const { audience } = readConfiguration({}).authentication;
  const authenticate = bearerAuthentication([developmentTokens(data, audience).source]);
  expect(await authenticate(`Bearer ${printed.trim()}`)).toEqual({
    name: 'mia',
    roles: ['manager', 'clerk'],
  });
});

it('prints none for nobody', async () => {
  const child = start({}, [token]);
  const [message, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')]);
  expect([message, code]).toEqual(['Say for whom: npm run --silent token -- <name> <role> <role>\n', 1]);
});
