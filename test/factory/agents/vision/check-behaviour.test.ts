import { expect, test } from 'vitest';

import { behaviourFindings } from '../../../../factory/agents/vision/planning/behaviour/check-behaviour.ts';
import type { PlannedRule, PlannedRuleOf } from '../../../../factory/domain/planned-rule.ts';
import type { ProductPlan, Subject } from '../../../../factory/domain/product-plan.ts';
import { planOf } from '../support/run.ts';

const gym = await planOf(
  'Members book a place in a class. A class has a capacity. A member may have at most three open bookings. A booking can be cancelled until two hours before. Only trainers can cancel bookings.',
);
const invoices = await planOf(
  'An invoice has lines with quantity and unit price. Its total is the sum. It is drafted, sent, paid or cancelled. A sent invoice cannot change. It is overdue 30 days after sending.',
);
const points = await planOf('Members earn and redeem points. A balance never goes below zero.');

const auctions = await planOf(
  'Auctions have a title and are open or closed. Bidders bid on auctions. Nobody can bid on a closed auction.',
);

const rulesOf = (plan: ProductPlan): string[] => [
  ...new Set(behaviourFindings(plan).map(({ rule }) => rule)),
];

const withRule = <Kind extends PlannedRule['kind']>(
  plan: ProductPlan,
  kind: Kind,
  change: Partial<PlannedRuleOf<Kind>>,
): ProductPlan => ({
  ...plan,
  rules: plan.rules.map((rule) => (rule.kind === kind ? ({ ...rule, ...change } as PlannedRule) : rule)),
});

const withSubject = (
  plan: ProductPlan,
  name: string,
  change: (subject: Subject) => Partial<Subject>,
): ProductPlan => ({
  ...plan,
  subjects: plan.subjects.map((subject) =>
    subject.name === name ? { ...subject, ...change(subject) } : subject,
  ),
});

const withoutCriteria = (plan: ProductPlan): ProductPlan => ({
  ...plan,
  epics: plan.epics.map((epic) => ({
    ...epic,
    features: epic.features.map((feature) => ({
      ...feature,
      stories: feature.stories.filter(({ intent }) => intent !== 'uphold'),
    })),
  })),
});

test('sound plans have no finding', () => {
  for (const plan of [gym, invoices, points, auctions]) expect(behaviourFindings(plan)).toEqual([]);
});

test.each<[string, ProductPlan]>([
  ['rule-subject', withRule(gym, 'window', { subject: 'parcel' })],
  ['rule-terms', withRule(gym, 'limit', { per: ['colour'] })],
  ['rule-terms', withRule(gym, 'limit', { maximum: { attribute: 'height', through: 'class' } })],
  ['rule-terms', withRule(gym, 'window', { anchor: { attribute: 'starts at', through: 'member' } })],
  ['rule-state', withRule(gym, 'limit', { states: ['lost'] })],
  ['rule-verb', withRule(gym, 'window', { verbs: ['paint'] })],
  ['rule-verb', withRule(gym, 'permission', { verbs: ['paint'] })],
  ['rule-requirement', withRule(gym, 'window', { requirementId: 'R99' })],
  ['rule-criterion', withoutCriteria(gym)],
  ['rule-terms', withRule(invoices, 'computed', { formula: { op: 'attribute', name: 'weight' } })],
  ['rule-terms', withRule(invoices, 'computed', { formula: { op: 'count', parts: 'wheel' } })],
  ['rule-state', withRule(invoices, 'due', { state: 'lost' })],
  ['rule-state', withRule(invoices, 'frozen', { states: ['lost'] })],
  ['rule-state', withRule(auctions, 'while', { states: ['lost'] })],
  ['rule-terms', withRule(auctions, 'while', { through: 'parcel' })],
  ['rule-ledger', withSubject(points, 'account', () => ({ ledger: undefined }))],
  [
    'state-reached',
    withSubject(invoices, 'invoice', ({ lifecycle }) => ({
      lifecycle: lifecycle && {
        ...lifecycle,
        moves: lifecycle.moves.filter(({ verb }) => verb !== 'cancel'),
      },
    })),
  ],
  [
    'known-state',
    withSubject(invoices, 'invoice', ({ lifecycle }) => ({
      lifecycle: lifecycle && { ...lifecycle, initial: 'dreamt' },
    })),
  ],
  [
    'known-reference',
    withSubject(gym, 'booking', ({ attributes }) => ({
      attributes: attributes.map((each) => (each.refers ? { ...each, refers: 'parcel' } : each)),
    })),
  ],
  ['computed-rule', { ...invoices, rules: invoices.rules.filter(({ kind }) => kind !== 'computed') }],
  ['criterion-behaviour', { ...gym, rules: gym.rules.slice(1) }],
  ['criterion-behaviour', withSubject(gym, 'booking', () => ({ lifecycle: undefined }))],
  [
    'criterion-behaviour',
    withSubject(points, 'account', ({ ledger }) => ({
      ledger: ledger && { ...ledger, moves: ledger.moves.slice(1) },
    })),
  ],
])('finds a planted violation of %s', (rule, planted) => {
  expect(rulesOf(planted)).toContain(rule);
});
