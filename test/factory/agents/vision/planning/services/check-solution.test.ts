import { expect, test } from 'vitest';

import { solutionFindings } from '../../../../../../factory/agents/vision/planning/services/check-solution.ts';
import type { ProductPlan } from '../../../../../../factory/domain/product-plan.ts';
import { planOf } from '../../../support/run.ts';

const plan = await planOf('Build an online bookshop with a catalogue, orders, payments and shipping');
const [first] = plan.reactions;
if (!first) throw new Error('The plan has no reaction.');

const withReaction = (change: Partial<typeof first>): ProductPlan => ({
  ...plan,
  reactions: [{ ...first, ...change }, ...plan.reactions.slice(1)],
});

const withSubject = (name: string, change: Partial<ProductPlan['subjects'][number]>): ProductPlan => ({
  ...plan,
  subjects: plan.subjects.map((subject) => (subject.name === name ? { ...subject, ...change } : subject)),
});

test('a sound plan has no finding', () => {
  expect(solutionFindings(plan)).toEqual([]);
});

test.each<[string, ProductPlan]>([
  ['reaction-subject', withReaction({ on: { subject: 'crate', happened: 'placed' } })],
  ['reaction-state', withReaction({ on: { subject: 'order', happened: 'eaten' } })],
  ['reaction-state', withReaction({ does: { kind: 'move', subject: 'order', to: 'eaten' } })],
  ['reaction-stock', withSubject('book', { stock: undefined })],
  ['reaction-system', { ...plan, externals: [] }],
  ['reaction-requirement', withReaction({ requirementId: 'R99' })],
  ['move-producer', { ...plan, reactions: plan.reactions.filter(({ does }) => does.kind !== 'ask') }],
  ['event-producer', { ...plan, reactions: plan.reactions.filter(({ does }) => does.kind !== 'reserve') }],
  [
    'event-producer',
    withSubject('payment', {
      lifecycle: { initial: 'requested', states: ['requested', 'received', 'refused'], moves: [] },
    }),
  ],
  [
    'endless-reactions',
    withReaction({
      on: { subject: 'order', happened: 'confirmed' },
      does: { kind: 'move', subject: 'order', to: 'confirmed' },
    }),
  ],
  ['subject-service', withSubject('book', { service: 'crates' })],
  ['service-subject', withSubject('book', { service: 'orders' })],
  ['service-name', { ...plan, services: [...plan.services, plan.services[0]!] }],
])('finds a planted violation of %s', (rule, planted) => {
  expect(solutionFindings(planted).map((finding) => finding.rule)).toContain(rule);
});
