import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { remoteOf } from '../../cli/remote.ts';

const FACTORY = resolve(import.meta.dirname, '../../cli/factory.mjs');
let server: Server;
let url: string;
let folder: string;
let elsewhere = 0;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'factory-remote-'));
  server = createServer((request, response) => {
    const problem = (status: number, name: string, detail: string) =>
      response
        .writeHead(status, { 'content-type': 'application/problem+json' })
        .end(JSON.stringify({ type: `urn:problem:${name}`, title: '', status, detail }));
    if (request.url === '/stolen') elsewhere += 1;
    const shown = request.headers['x-api-key'] ?? request.headers.authorization;
    if (shown === undefined) return void problem(401, 'unauthenticated', 'Show a token or an access key.');
    if (shown === 'fk_submitter') return void problem(403, 'role-missing', 'This needs the role operator.');
    if (shown === 'fk_moved') return void response.writeHead(302, { location: '/stolen' }).end();
    response
      .writeHead(200, { 'content-type': 'application/json' })
      .end(JSON.stringify({ items: [], shown: String(shown) }));
  });
  await new Promise<void>((listening) => void server.listen(0, '127.0.0.1', listening));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

const factory = async (environment: Record<string, string>, ...args: string[]) => {
  const child = spawn(process.execPath, [FACTORY, ...args], {
    cwd: folder,
    env: { PATH: process.env['PATH'], HOME: folder, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const code = await new Promise<number | null>((exited) => void child.once('close', exited));
  return { code, stdout, stderr };
};

describe('a factory that runs elsewhere', () => {
  it('is shown the key or the token of the environment, and nothing is made here', async () => {
    const environments: Record<string, string>[] = [{ FACTORY_KEY: 'fk_good' }, { FACTORY_TOKEN: 'a.b.c' }];
    for (const environment of environments) {
      const { code, stdout, stderr } = await factory(environment, 'status', '--url', url, '--json');
      expect({ code, stderr, ...(JSON.parse(stdout) as object) }).toEqual({ code: 0, stderr: '', items: [] });
    }
    expect(existsSync(join(folder, '.factory'))).toBe(false);
  });

  it('that does not know who calls, or refuses the role, is told as what to do', async () => {
    const nobody = await factory({}, 'reviews', '--url', url);
    expect(nobody.code).toBe(1);
    expect(nobody.stderr).toContain('The factory does not know who calls.');
    expect(nobody.stderr).toContain('FACTORY_TOKEN');
    const submitter = await factory({ FACTORY_KEY: 'fk_submitter' }, 'messages', '--url', url);
    expect(submitter.stderr).toContain('Your role does not let you do this.');
    expect(submitter.stderr).toContain('This needs the role operator.');
  });

  it('that leads elsewhere is not followed, and the key goes nowhere else', async () => {
    const { code, stderr } = await factory({ FACTORY_KEY: 'fk_moved' }, 'status', '--url', url);
    expect([code, elsewhere]).toEqual([3, 0]);
    expect(stderr).toContain('The factory cannot be reached.');
    expect(stderr).not.toContain('fk_moved');
  });

  it('is no option of a command that works here', async () => {
    expect((await factory({}, 'serve', '--url', url)).code).toBe(1);
  });
});

describe('--url', () => {
  it.each([
    'http://factory.example.com',
    'https://u:p@factory.example.com',
    'https://x.example/?code=k',
    'x',
    '',
  ])('refuses %j', (text) => {
    expect(() => remoteOf(text, {})).toThrow('--url is not the address of a factory.');
  });

  it('takes one of token and key, and neither with a blank', () => {
    expect(remoteOf('https://factory.example.com', { FACTORY_KEY: 'k' })).toEqual({
      url: 'https://factory.example.com/',
      headers: { 'x-api-key': 'k' },
    });
    expect(remoteOf('https://factory.example.com', { FACTORY_TOKEN: 't' }).headers).toEqual({
      authorization: 'Bearer t',
    });
    expect(() => remoteOf('https://x.example', { FACTORY_KEY: 'k', FACTORY_TOKEN: 't' })).toThrow(
      'and an access key',
    );
    expect(() => remoteOf('https://x.example', { FACTORY_KEY: 'k\nx: y' })).toThrow('not one');
  });
});
