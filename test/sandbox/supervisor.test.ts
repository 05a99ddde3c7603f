import { mkdtempSync, rmSync, statSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { MAX_REQUEST_BYTES } from '../../platform/jobs/messages.ts';
import { packJob } from '../../platform/jobs/packed-job.ts';
import { openEnvelope } from '../../platform/signed-envelope.ts';
import { createSupervisor, type Supervisor } from '../../sandbox/create-supervisor.ts';

let workspace: string;
let supervisor: Supervisor;
let url: string;

beforeAll(async () => {
  workspace = mkdtempSync(join(tmpdir(), 'supervisor-'));
  supervisor = await createSupervisor({ workspace, bicepPath: '/nowhere/bicep' });
  await new Promise<void>((resolve) => supervisor.server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(supervisor.server.address() as AddressInfo).port}`;
});

afterAll(async () => {
  await supervisor.stop();
  rmSync(workspace, { recursive: true, force: true });
});

const id = 'a'.repeat(64);
const verdictKey = 'c'.repeat(64);
const templates = packJob({ kind: 'templates', files: [] });

const ask = async (method: string, path: string, body?: string | Uint8Array<ArrayBuffer>) => {
  const answer = await fetch(url + path, { method, ...(body === undefined ? {} : { body }) });
  expect(answer.headers.get('x-factory-sandbox')).toBe('1');
  const text = await answer.text();
  return {
    status: answer.status,
    body: text === '' ? undefined : (JSON.parse(text) as Record<string, unknown>),
  };
};

const post = (job: Uint8Array, more = {}) =>
  ask('POST', '/jobs', JSON.stringify({ id, verdictKey, job: Buffer.from(job).toString('base64'), ...more }));

describe('the supervisor', () => {
  it('says that it is there, and keeps its folder to itself', async () => {
    expect(await ask('GET', '/health')).toEqual({ status: 200, body: { status: 'healthy' } });
    expect(statSync(workspace).mode & 0o777).toBe(0o711);
  });

  it('does a job, shows it until it is removed, and knows it no more', async () => {
    expect(await post(templates.bytes)).toEqual({ status: 202, body: { id, status: 'running' } });
    const { status, body } = await ask('GET', `/jobs/${id}?wait=20`);
    expect({ status, state: body?.['status'] }).toEqual({ status: 200, state: 'done' });
    const verdict = openEnvelope(body?.['verdict'], verdictKey);
    expect(JSON.parse(verdict ?? '')).toEqual({
      job: id,
      digest: templates.digest,
      outcome: { ok: true, value: [] },
    });
    expect(await post(templates.bytes)).toMatchObject({ status: 202, body: { status: 'done' } });
    expect(await post(packJob({ kind: 'delivery', files: [] }).bytes)).toMatchObject({ status: 409 });
    expect(await ask('DELETE', `/jobs/${id}`)).toEqual({ status: 204, body: undefined });
    expect(await ask('GET', `/jobs/${id}`)).toMatchObject({ status: 404 });
    expect(await ask('DELETE', `/jobs/${id}`)).toMatchObject({ status: 404 });
  });

  it.each([
    ['a bomb', gzipSync(Buffer.alloc(40 * 1024 ** 2)), 413],
    ['what leaves its folder', gzipSync('{"kind":"delivery","files":[{"path":"../a","content":""}]}'), 400],
    ['what is no archive', Buffer.from('#!/bin/sh'), 400],
  ])('refuses %s', async (_, bytes, status) => {
    expect(await post(bytes)).toMatchObject({ status });
  });

  it.each([
    ['without an id', { id: undefined }],
    ['with an id that is a path', { id: '../../etc' }],
    ['with more than is asked', { command: 'sh' }],
    ['without a key', { verdictKey: '' }],
  ])('refuses a request %s', async (_, more) => {
    expect(await post(templates.bytes, more)).toMatchObject({ status: 400 });
  });

  it('refuses a request that is too long, and is well afterwards', async () => {
    const sent = ask('POST', '/jobs', new Uint8Array(MAX_REQUEST_BYTES + 1_000));
    // It may hang up before it has been told everything.
    const status = await sent.then(
      (answer) => answer.status,
      () => 413,
    );
    expect(status).toBe(413);
    expect(await ask('GET', '/health')).toMatchObject({ status: 200 });
  });

  it.each([
    ['GET', `/jobs/${id}?wait=201`, 400],
    ['GET', `/jobs/${id}?wait=soon`, 400],
    ['GET', '/jobs/../../etc/passwd', 404],
    ['GET', '/jobs', 404],
    ['PUT', `/jobs/${id}`, 404],
    ['GET', '/', 404],
  ])('answers %s %s with %i', async (method, path, status) => {
    expect(await ask(method, path)).toMatchObject({ status });
  });
});
