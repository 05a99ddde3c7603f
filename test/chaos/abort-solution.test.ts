import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, expect, it } from 'vitest';

import { AUDIT } from '../e2e/support/factory-cli.ts';
import { observeAzureDevOps } from './kill/observe/azure-devops.ts';
import { startBreakingFactory } from './support/breaking-factory.ts';

const BOOKSHOP = 'Build an online bookshop with a catalogue, orders, payments and shipping';

/** More than the pipelines of four services are tried: none of them ever passes. */
const ALWAYS = 1_000;

const scratch = mkdtempSync(join(tmpdir(), 'factory-abort-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

it('a solution of four services that is aborted after finalization leaves Azure DevOps as it was', async () => {
  const factory = await startBreakingFactory(join(scratch, 'workspace'), 0);
  try {
    const former = await factory.left(await factory.create(AUDIT), 'running');
    expect(former.status).toBe('completed');
    const before = observeAzureDevOps(factory.workspace);
    expect(before.repositories.map(({ name }) => name)).toHaveLength(2);
    expect(before.workItems.length).toBeGreaterThan(0);
    expect(before.pipelineRuns).toHaveLength(1);

    factory.breaks(ALWAYS);
    const id = await factory.create(BOOKSHOP);
    const waiting = await factory.left(id, 'running');
    expect([waiting.status, waiting.services.length]).toEqual(['waiting', 4]);
    const during = observeAzureDevOps(factory.workspace);
    expect(during.repositories.length).toBeGreaterThanOrEqual(before.repositories.length + 4);
    expect(during.workItems.length).toBeGreaterThan(before.workItems.length);

    const [review] = await factory.openReviews(id);
    expect(review?.role).toBe('devops-engineer');
    const decision = { kind: 'abort', reason: 'We buy one', shown: review?.sha256 };
    const decided = await factory.post(`/api/reviews/${review?.id}/decision`, decision);
    expect(decided.status).toBe(200);
    const { status } = await factory.left(id, 'running', 'waiting');

    expect(status).toBe('aborted');
    expect(observeAzureDevOps(factory.workspace)).toEqual(before);
    const { endpoint = '' } = former.services[0] ?? {};
    expect((await fetch(`${endpoint}/health/ready`)).status).toBe(200);
  } finally {
    await factory.stop();
  }
});
