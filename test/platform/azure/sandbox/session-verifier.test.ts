import { createServer } from 'node:http';
import { gzipSync } from 'node:zlib';

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { deliveryFiles } from '../../../../factory/generators/delivery/delivery-files.ts';
import { createLocalVerifier } from '../../../../factory/verification/local-verifier.ts';
import { shippedRules } from '../../../../factory/verification/template-builds.ts';
import { createInterruption } from '../../../../platform/azure/interruption.ts';
import { PATIENCE_MS } from '../../../../platform/azure/sandbox/run-job.ts';
import { signEnvelope } from '../../../../platform/signed-envelope.ts';
import type { Sandbox } from '../../../../platform/ports.ts';
import { auditPlan } from '../../../factory/agents/quality/fixtures/audit-plan.ts';
import { tracedAuditBlueprint } from '../../../factory/agents/quality/fixtures/traced-audit-blueprint.ts';
import {
  startSessionPool,
  type Misbehaviour,
  type SessionPool,
} from '../../../loopback/sessions/session-pool.ts';
import { aCompiler } from './a-compiler.ts';
import { aSessionVerifier, credential, PROJECT } from './a-session-verifier.ts';

const service = tracedAuditBlueprint.services[0]!;
const verification = { projectId: PROJECT, subject: service.name, attempt: 1 };
const delivery = deliveryFiles(service, tracedAuditBlueprint);
const templates = [
  { path: 'deploy/bicep/main.bicep', content: '' },
  { path: 'deploy/bicep/bicepconfig.json', content: shippedRules() },
];

let compiler: ReturnType<typeof aCompiler>;
let pool: SessionPool;

beforeAll(() => {
  compiler = aCompiler();
});
beforeEach(async () => {
  compiler.release();
  pool = await startSessionPool({ bicepPath: compiler.path });
});
afterEach(() => pool.close());
afterAll(() => compiler.remove());

const timeless = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (key, each: unknown) => (key === 'durationMs' ? 0 : each)));

const local = () =>
  createLocalVerifier({ sandbox: {} as Sandbox, clock: { now: () => new Date() }, bicepPath: compiler.path });

const inspected = (more = {}) => aSessionVerifier(pool.url, more).inspectTemplates(verification, templates);

/** Lets requests of a method fare otherwise; what it is told how often it was asked, from 1. */
const onEach = (
  method: string,
  misbehaviour: (...given: [...Parameters<Misbehaviour>, number]) => boolean,
) => {
  let times = 0;
  pool.misbehave((request, response) => {
    if (request.method !== method) return false;
    times += 1;
    return misbehaviour(request, response, times);
  });
};

describe('verifying in a session', () => {
  it('finds the same as here', async () => {
    const found = await aSessionVerifier(pool.url).verifyDelivery(verification, delivery);
    const here = await local().verifyDelivery(verification, delivery);
    expect(timeless(found)).toEqual(timeless(here));
    expect(found.length).toBeGreaterThan(5);
    expect(found.some(({ status }) => status === 'passed')).toBe(true);
  });

  it('finds the same as here in what services share', async () => {
    const given = { files: delivery, services: [{ name: service.name, files: delivery }] };
    const found = await aSessionVerifier(pool.url).verifyPlatform(verification, given);
    expect(timeless(found)).toEqual(timeless(await local().verifyPlatform(verification, given)));
  });

  it('reports code that cannot be installed, and leaves its session', async () => {
    const files = [
      { path: 'package.json', content: '{}' },
      { path: 'package-lock.json', content: '{}' },
      { path: 'src/main.ts', content: 'export const one = 1;\n' },
    ];
    const report = await aSessionVerifier(pool.url).verifyService(verification, {
      files,
      service,
      plan: auditPlan,
    });
    expect(report.checks.find(({ name }) => name === 'install')).toMatchObject({ status: 'failed' });
    expect(pool.sessions()).toEqual([]);
    expect(pool.asked.at(-1)).toMatch(/^DELETE /);
  });

  it('throws what ends a verification there', async () => {
    const files = [{ path: '.verification/tests.json', content: '{}' }];
    await expect(
      aSessionVerifier(pool.url).verifyService(verification, { files, service, plan: auditPlan }),
    ).rejects.toMatchObject({ kind: 'critical', criticalReason: 'sandbox' });
  });

  it('stays in one session with the tools of ours, and has one each for code', async () => {
    await inspected();
    await aSessionVerifier(pool.url).verifyDelivery(verification, delivery);
    expect(pool.made()).toBe(1);
    const broken = { path: 'package-lock.json', content: '{}' };
    await expect(aSessionVerifier(pool.url).verifyExtensions(verification, [broken])).rejects.toMatchObject({
      kind: 'code-generation',
    });
    expect(pool.made()).toBe(2);
  });

  it('verifies for its own tenant only', async () => {
    const foreign = { ...verification, projectId: PROJECT.replace('p-', 'p-other-') };
    await expect(aSessionVerifier(pool.url).inspectTemplates(foreign, templates)).rejects.toMatchObject({
      criticalReason: 'tenant-crossing',
    });
    expect(pool.asked).toEqual([]);
  });

  it('asks for exactly its audience', async () => {
    const other = { getToken: () => credential.getToken('https://management.azure.com/.default') };
    await expect(inspected({ credential: other })).rejects.toMatchObject({ kind: 'invalid-configuration' });
  });
});

describe('a session that is slow', () => {
  it('is asked again when a request is cut', async () => {
    onEach('GET', (_, response, times) => times <= 3 && Boolean(response.destroy()));
    expect(await inspected()).toEqual([]);
  });

  it('is asked again when something before it gives up', async () => {
    onEach('GET', (_, response, times) => times === 1 && Boolean(response.writeHead(504).end()));
    expect(await inspected()).toEqual([]);
  });

  it('is not asked for ever', async () => {
    onEach('GET', (_, response) => Boolean(response.destroy()));
    await expect(inspected()).rejects.toMatchObject({ kind: 'transient' });
    expect(pool.asked).toHaveLength(5);
  });

  it('is left before an activity takes too long; who asks again, after a crash, too, finds the same job', async () => {
    compiler.hold();
    let now = 0;
    const clock = { now: () => new Date(now) };
    onEach('GET', (request, response) => {
      const wait = Number(new URL(request.url ?? '', pool.url).searchParams.get('wait'));
      expect(wait).toBeLessThanOrEqual(200);
      now += wait * 1_000;
      return Boolean(response.destroy());
    });
    await expect(inspected({ clock })).rejects.toMatchObject({ kind: 'transient' });
    expect(now).toBeGreaterThan(PATIENCE_MS - 10_000);
    expect(now).toBeLessThanOrEqual(PATIENCE_MS);
    pool.misbehave(undefined);
    compiler.release();
    expect(await inspected()).toEqual([]);
    expect(pool.made()).toBe(1);
    expect(new Set(pool.asked.map((one) => one.split('/')[2])).size).toBe(2);
  });

  it('that is lost is told, and its job begins again in another', async () => {
    compiler.hold();
    onEach('GET', (_, response, times) => {
      if (times > 1) return false;
      void pool.vanish().then(() => response.destroy());
      return true;
    });
    await expect(inspected()).rejects.toMatchObject({
      kind: 'transient',
      message: 'The session of the sandbox was lost.',
    });
    compiler.release();
    expect(await inspected()).toEqual([]);
    expect(pool.made()).toBe(2);
  });

  it('is left alone, its job called off, when the work that asks is interrupted', async () => {
    compiler.hold();
    const scope = createInterruption().begin();
    onEach('GET', () => {
      void scope.interrupt();
      return false;
    });
    await expect(scope.run(() => inspected())).rejects.toMatchObject({ kind: 'stopped' });
    expect(pool.asked.at(-1)).toMatch(/^DELETE /);
  });
});

describe('a pool', () => {
  it('without a free session is asked again later', async () => {
    const full = await startSessionPool({ maxSessions: 0 });
    try {
      await expect(
        aSessionVerifier(full.url).inspectTemplates(verification, templates),
      ).rejects.toMatchObject({ kind: 'transient', retryAfterMs: 30_000 });
      expect(full.made()).toBe(0);
    } finally {
      await full.close();
    }
  });

  it('refuses identifiers as the service does', async () => {
    const ask = (identifier: string) =>
      fetch(`${pool.url}/health?identifier=${encodeURIComponent(identifier)}`, {
        headers: { authorization: 'Bearer https://dynamicsessions.io|1' },
      });
    for (const wrong of ['abc', 'a:bcd', 'a_bcd', 'a/bcd', 'a'.repeat(129)])
      expect((await ask(wrong)).status).toBe(400);
    expect((await ask('abcd')).status).toBe(200);
  });
});

describe('an answer that is not the supervisor’s', () => {
  const id = 'a'.repeat(64);
  const headers = { 'x-factory-sandbox': '1', 'content-type': 'application/json' };
  const forged = (url: string | undefined) => {
    const job = /\/jobs\/([0-9a-f]+)/.exec(url ?? '')?.[1] ?? id;
    const report = JSON.stringify({ job, digest: id, outcome: { ok: true, value: [] } });
    return JSON.stringify({ id: job, status: 'done', verdict: signEnvelope(report, 'guessed') });
  };

  it('is refused where the verdict is signed with another key', async () => {
    onEach('GET', (request, response) => Boolean(response.writeHead(200, headers).end(forged(request.url))));
    await expect(inspected()).rejects.toMatchObject({ kind: 'critical', criticalReason: 'sandbox' });
  });

  it.each([
    ['no state', '{"status":"passed"}'],
    ['no JSON', 'passed'],
    ['more than a state', `{"id":"${id}","status":"running","run":"curl"}`],
  ])('is refused where it is %s', async (_, body) => {
    onEach('GET', (__, response) => Boolean(response.writeHead(200, headers).end(body)));
    await expect(inspected()).rejects.toMatchObject({ kind: 'critical', criticalReason: 'sandbox' });
  });

  it.each([
    ['oversized', {}, Buffer.alloc(17 * 1024 ** 2, ' ')],
    ['a compressed bomb', { 'content-encoding': 'gzip' }, gzipSync(Buffer.alloc(64 * 1024 ** 2, ' '))],
  ])('is not read where it is %s', async (_, more, body) => {
    onEach('GET', (__, response) => Boolean(response.writeHead(200, { ...headers, ...more }).end(body)));
    await expect(inspected()).rejects.toMatchObject({ kind: 'critical', criticalReason: 'sandbox' });
  });

  it('says which version is wrong where the image is of another one', async () => {
    onEach('POST', (_, response) => Boolean(response.writeHead(202, { 'x-factory-sandbox': '7' }).end('{}')));
    await expect(inspected()).rejects.toMatchObject({ kind: 'invalid-configuration' });
  });

  it('is transient where something before it answers', async () => {
    const server = createServer((_, response) => response.writeHead(200).end('<html>'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
    try {
      await expect(aSessionVerifier(url).inspectTemplates(verification, templates)).rejects.toMatchObject({
        kind: 'transient',
      });
    } finally {
      server.close();
    }
  });
});
