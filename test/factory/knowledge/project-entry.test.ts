import { expect, test } from 'vitest';

import { featuresOf } from '../../../factory/knowledge/features-of.ts';
import { projectEntry } from '../../../factory/knowledge/project-entry.ts';
import { AUDIT, blueprintOf, planOf } from '../agents/support/run.ts';

const BOOKSHOP = 'Build an online bookshop with a catalogue, orders, payments and shipping';

test('two products that are built alike share their features, whatever they are called', async () => {
  const features = featuresOf(await planOf(BOOKSHOP));
  expect(features).toEqual([
    '4 services',
    'life cycle of 3',
    'life cycle of 5',
    'other systems',
    'parts',
    'reaction: ask',
    'reaction: move',
    'reaction: release',
    'reaction: reserve',
    'reaction: start',
    'references',
    'rule: computed',
    'stock',
  ]);
  expect(
    featuresOf(await planOf('Create a toy store with a catalogue, orders, payments and shipping')),
  ).toEqual(features);
  expect(featuresOf(await planOf(AUDIT))).toEqual(['append-only']);
});

test('a finished project says what it keeps, what was decided, and how it came out', async () => {
  const plan = await planOf(AUDIT);
  const blueprint = await blueprintOf(AUDIT);
  const quality = {
    checks: [
      { name: 'format' as const, status: 'passed' as const, durationMs: 1, detail: '' },
      { name: 'unit' as const, status: 'failed' as const, durationMs: 1, detail: '1 failed' },
    ],
    coverage: 91.6,
    tests: { passed: 41, failed: 1 },
  };
  const entry = projectEntry(plan, blueprint, {
    id: 'p-1',
    services: [
      {
        name: 'audit-trail',
        stack: 'typescript',
        repository: 'r',
        commit: 'c',
        quality,
        endpoint: '',
        running: false,
      },
    ],
    requirements: {
      total: 4,
      served: 3,
      unrealised: [{ id: 'R4', text: 'Exports.', reason: 'A test failed.' }],
    },
  });
  expect(entry).toMatchObject({
    id: 'project/p-1',
    title: 'Audit Trail',
    kind: 'project',
    features: ['append-only'],
  });
  expect(entry.text).toContain('Keeps events.');
  expect(entry.text).toContain(`Decided: ${blueprint.decisions.map(({ title }) => title).join('; ')}.`);
  expect(entry.text).toContain(
    'Came out: 3 of 4 requirements served. audit-trail failed unit, 41 tests, 92 % of lines covered.',
  );
  expect(entry.text).toContain('Not realised: A test failed.');
});
