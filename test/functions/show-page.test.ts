import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { pageFiles } from '../../functions/page/page-files.ts';
import { showPage } from '../../functions/show-page.ts';
import { aContext, call } from './support/call.ts';

let folder: string;
const files: Record<string, string> = {
  'index.html': '<!doctype html>',
  'diagram.html': '<!doctype html><title>Diagram</title>',
  'main-0A1B2C3D.js': 'run();',
  'portal-0A1B2C3D.css': 'a {}',
  'notes.txt': 'not of the page',
};

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'page-'));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const ask = (file?: string, init: { method?: 'GET' | 'HEAD'; headers?: Record<string, string> } = {}) =>
  call(showPage({ page: pageFiles(() => folder) }), { params: file === undefined ? {} : { file }, ...init });

describe('the page', () => {
  it('is answered at the root, and may load from its own origin only', async () => {
    const { status, headers, body } = await ask();
    expect(status).toBeUndefined();
    expect(body?.toString()).toBe('<!doctype html>');
    expect(headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-cache',
      'content-security-policy':
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
        "frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'x-correlation-id': 'i-1',
    });
  });

  it('shows diagrams in a document without an origin', async () => {
    const { headers } = await ask('diagram.html');
    expect(headers['content-security-policy']?.split('; ')).toEqual([
      'sandbox allow-scripts',
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'unsafe-inline'",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'self'",
    ]);
  });

  it.each([
    ['main-0A1B2C3D.js', 'text/javascript; charset=utf-8'],
    ['portal-0A1B2C3D.css', 'text/css; charset=utf-8'],
  ])('has %s kept for good, under a name that carries its hash', async (name, type) => {
    const { headers } = await ask(name);
    expect(headers).toMatchObject({
      'content-type': type,
      'cache-control': 'public, max-age=31536000, immutable',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
    });
  });

  it('is not sent again to who has it', async () => {
    const { etag } = (await ask()).headers;
    expect(etag).toMatch(/^"[0-9a-f]{64}"$/);
    const again = await ask(undefined, { headers: { 'if-none-match': `"other", W/${etag}` } });
    expect({ status: again.status, body: again.body, etag: again.headers['etag'] }).toEqual({
      status: 304,
      body: undefined,
      etag,
    });
    expect((await ask(undefined, { headers: { 'if-none-match': '"other"' } })).status).toBeUndefined();
  });

  it('answers HEAD with the headers alone', async () => {
    const { body, headers } = await ask(undefined, { method: 'HEAD' });
    expect(body).toBeUndefined();
    expect(headers).toMatchObject({ 'content-length': '15', 'content-type': 'text/html; charset=utf-8' });
  });

  it.each(['nothing.html', 'notes.txt', '../package.json', 'constructor'])('has no %s', async (name) => {
    expect(await ask(name)).toMatchObject({
      status: 404,
      headers: { 'content-type': 'application/problem+json' },
      jsonBody: { type: 'urn:problem:not-found', status: 404 },
    });
  });

  it('that could not be built is unavailable, and is tried again', async () => {
    const { context, logged } = aContext();
    let fails = true;
    const find = () => {
      if (fails) throw new Error('esbuild is missing');
      return folder;
    };
    const handler = showPage({ page: pageFiles(find) });
    expect(await call(handler, {}, context)).toMatchObject({
      status: 503,
      headers: { 'retry-after': '5' },
      jsonBody: { type: 'urn:problem:unavailable', detail: expect.stringContaining('npm ci') },
    });
    expect(logged).toEqual([expect.stringContaining('esbuild is missing')]);
    fails = false;
    expect((await call(handler)).status).toBeUndefined();
  });
});
