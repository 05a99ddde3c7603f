import { expect, test } from 'vitest';

import { checkPlan } from '../../../../factory/agents/vision/planning/check-plan.ts';
import { unaccountedWords } from '../../../../factory/agents/vision/planning/unaccounted-words.ts';
import type { ProductPlan } from '../../../../factory/domain/product-plan.ts';
import { AUDIT, planOf, SAMPLES } from '../support/run.ts';
import { morePlannerCases } from './more-planner-cases.ts';
import { plannerCases } from './planner-cases.ts';
import { unusualPlannerCases } from './unusual-planner-cases.ts';

const rulesOf = (plan: ProductPlan): string[] => [
  ...new Set(checkPlan(plan, { text: plan.definition }).map(({ rule }) => rule)),
];

const plan = await planOf(SAMPLES);
const stories = plan.epics[0]!.features[0]!.stories;
const withStory = (change: Partial<(typeof stories)[number]>): ProductPlan => ({
  ...plan,
  epics: plan.epics.map((epic) => ({
    ...epic,
    features: epic.features.map((feature) => ({
      ...feature,
      stories: feature.stories.map((story) => (story.id === 'R1.S1' ? { ...story, ...change } : story)),
    })),
  })),
});

test('a sound plan has no finding', () => {
  expect(checkPlan(plan, { text: SAMPLES })).toEqual([]);
});

test.each<[string, ProductPlan]>([
  ['unique-ids', { ...plan, requirements: [...plan.requirements, plan.requirements[0]!] }],
  ['known-subject', withStory({ subject: 'crate' })],
  ['known-requirement', withStory({ requirementIds: ['R1', 'R99'] })],
  [
    'known-terms',
    withStory({
      criteria: stories[0]!.criteria.map((criterion) => ({
        ...criterion,
        check: { kind: 'required', subject: 'sample', attribute: 'temperature' },
      })),
    }),
  ],
  ['requirement-served', withStory({ requirementIds: ['R2'] })],
  [
    'derived-because',
    { ...plan, requirements: plan.requirements.map((each) => ({ ...each, origin: 'derived' as const })) },
  ],
  ['subject-recorded', withStory({ intent: 'view' })],
  [
    'unchangeable',
    { ...plan, subjects: plan.subjects.map((subject) => ({ ...subject, unchangeable: true })) },
  ],
  ['roadmap', { ...plan, roadmap: plan.roadmap.slice(1) }],
  ['roadmap', { ...plan, roadmap: [...plan.roadmap, { milestone: 'M', outcome: 'O', featureIds: ['F9'] }] }],
])('finds a planted violation of %s', (rule, planted) => {
  expect(rulesOf(planted)).toContain(rule);
});

test('finds a plan for another definition', () => {
  expect(checkPlan(plan, { text: AUDIT }).map(({ rule }) => rule)).toContain('definition');
});

test('finds what was dropped in silence', async () => {
  const text = 'Log zorbles with a frob. Notify the manager within 2 days. The service must be fast.';
  const full = await planOf(text);
  expect(full.unrealised.map((each) => each.text)).toEqual([
    'Notify the manager within 2 days',
    'The service must be fast',
  ]);
  expect(unaccountedWords({ ...full, unrealised: [] }, text)).toEqual([
    'notify',
    'manager',
    '2',
    'days',
    'fast',
  ]);
  const without = { ...full, subjects: [], requirements: [], epics: [], assumptions: [] };
  expect(unaccountedWords(without, text)).toContain('frob');
});

test('every content word of every definition ends in the plan or in unrealised', async () => {
  for (const { text } of [...plannerCases, ...morePlannerCases, ...unusualPlannerCases])
    expect(unaccountedWords(await planOf(text), text)).toEqual([]);
});

test.each([
  ['Log zorbles. At most five glorps per day.', 'At most five glorps per day', /^Limits/],
  ['Log zorbles within 2 days.', 'within 2 days', /^Deadlines/],
  ['Log zorbles. Managers approve glorps.', 'Managers approve glorps', /step of a process/],
  ['Log zorbles. Send an e-mail to the owner.', 'Send an e-mail to the owner', /^Messages/],
  ['Log zorbles. Sync them with SAP.', 'Sync them with SAP', /^Another system/],
  ['Log zorbles. Calculate the average weight.', 'Calculate the average weight', /^Calculated/],
  ['Log zorbles. Only admins may approve glorps.', 'Only admins may approve glorps', /^Permissions/],
  ['Log zorbles as PDF.', 'as PDF', /^Exports/],
  ['Log zorbles. The service must be fast.', 'The service must be fast', /quality/],
  ['Log zorbles. Frobnicate the widgets.', 'Frobnicate the widgets', /^The reader found/],
  [
    'Keep orders: an order has a number and several lines.',
    'several lines',
    /^A thing holds|^The reader found/,
  ],
  ['Keep notes; notes cannot be deleted.', 'notes cannot be deleted', /^No operation/],
])('%s: "%s" is unrealised with its reason', async (text, words, reason) => {
  expect((await planOf(text)).unrealised).toEqual([
    { id: 'U1', text: words, reason: expect.stringMatching(reason) },
  ]);
});

test('politeness is recognised and says nothing', async () => {
  const polite = await planOf(
    'Hello! Please, could you build me a small service that logs zorbles? Thank you very much.',
  );
  expect(polite.unrealised).toEqual([]);
  expect(polite.subjects.map(({ name }) => name)).toEqual(['zorble']);
});
