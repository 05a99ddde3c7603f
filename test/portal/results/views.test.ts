// @vitest-environment jsdom
import { h, render, type VNode } from 'preact';
import { act } from 'preact/test-utils';
import { expect, it } from 'vitest';

import { Processes } from '../../../portal/results/processes.tsx';
import { Repositories } from '../../../portal/results/repositories.tsx';
import { Requirements } from '../../../portal/results/requirements.tsx';
import { runResult, service } from '../quality/fixtures/run-result.ts';

const HOSTILE = '<img src=x onerror=alert(1)>';

const shown = async <T>(view: VNode<T>): Promise<HTMLElement> => {
  const host = document.createElement('div');
  await act(async () => render(view, host));
  // What is loaded answers in the next turn.
  await act(() => new Promise<void>((resolve) => setTimeout(resolve)));
  return host;
};

const texts = (host: HTMLElement, selector: string): (string | null)[] =>
  [...host.querySelectorAll(selector)].map(({ textContent }) => textContent);

const artifact = (path: string) => ({ path, stage: 'vision' as const, sha256: '0'.repeat(64) });

it('shows repositories, services and work items', async () => {
  const summary = { workItems: [{ key: 'E1', id: 1, type: 'Bug', title: HOSTILE, state: 'New' }] };
  const result = runResult({
    services: [
      service([]),
      service([], { name: 'stopped', running: false }),
      service([], { name: 'strange', endpoint: 'javascript:alert(1)' }),
    ],
    artifacts: [artifact('summary.json')],
    workItems: { epics: 1, features: 0, stories: 2, tasks: 0 },
  });
  const repositories = [{ name: HOSTILE, repository: '/a b.git', commit: 'abc' }];
  const host = await shown(
    h(Repositories, { result, repositories, load: async () => JSON.stringify(summary) }),
  );
  expect(texts(host, '.repository-text')).toEqual(['abc', "git clone '/a b.git'"]);
  expect(texts(host, '.endpoint-state')).toEqual(['running', 'stopped', 'running']);
  expect([...host.querySelectorAll('a')].map((link) => [link.href, link.rel])).toEqual([
    ['http://127.0.0.1:4000/', 'noopener noreferrer'],
  ]);
  expect(texts(host, '.work-item-line')).toEqual([`Bug #1 ${HOSTILE} New`]);
  expect(host.textContent).toContain('1 epic, 0 features, 2 stories, 0 tasks');
  expect(host.querySelectorAll('img, [style]')).toHaveLength(0);
});

it('says why work items could not be loaded', async () => {
  const result = runResult({ artifacts: [artifact('summary.json')] });
  const load = () => Promise.reject(new Error('The factory does not answer.'));
  const host = await shown(h(Repositories, { result, repositories: [], load }));
  expect(texts(host, '[role=alert]')).toEqual(['They could not be loaded: The factory does not answer.']);
});

const plan = {
  requirements: [
    { id: 'R1', text: HOSTILE },
    { id: 'R2', text: 'b' },
  ],
};

it('calls a requirement served only when the run has counted it', async () => {
  const artifacts = [artifact('plan/product-plan.json')];
  const load = async () => JSON.stringify(plan);
  const unrealised = [{ id: 'R2', text: 'b', reason: 'not proved' }];
  const ended = runResult({ artifacts, requirements: { total: 2, served: 1, unrealised } });
  const host = await shown(h(Requirements, { result: ended, load }));
  expect(texts(host, '.requirement-text')).toEqual(['✕ not served R2 b', `✓ served R1 ${HOSTILE}`]);
  expect(texts(host, '.requirement-reason')).toEqual(['Why: not proved']);
  const running = await shown(h(Requirements, { result: runResult({ status: 'running', artifacts }), load }));
  expect(texts(running, '.requirement-state')).toEqual(['○ open', '○ open']);
});

it('lists the hops of each path with their times', async () => {
  const hop = (at: string, consumers: string[]) => ({ at, service: 'orders', event: 'placed', consumers });
  const path = {
    process: 'Order',
    path: 'good',
    status: 'passed' as const,
    correlationId: 'c-1',
    detail: HOSTILE,
    durationMs: 420,
    hops: [hop('2026-01-05T08:00:00.100Z', ['stock', 'payments']), hop('2026-01-05T08:00:00.350Z', [])],
  };
  const processes = [path, { ...path, path: 'bad', status: 'failed' as const, hops: [] }];
  const host = await shown(h(Processes, { result: runResult({ processes }) }));
  expect(texts(host, 'h3')).toEqual(['good ✓ passed', 'bad ✕ failed']);
  expect(texts(host, '.hop')).toEqual([
    '08:00:00.100 +0 ms orders published placed→ applied by stock, payments',
    '08:00:00.350 +250 ms orders published placed',
  ]);
  expect(host.querySelectorAll('img')).toHaveLength(0);
});
