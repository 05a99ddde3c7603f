import { expect, test } from 'vitest';

import { checkBlueprint } from '../../../../factory/agents/architecture/check-blueprint.ts';
import type { Blueprint, Service } from '../../../../factory/domain/blueprint.ts';
import { blueprintOf, planOf } from '../support/run.ts';

const TEXT =
  'Log zorbles with a frob, and export them; manage widgets: each widget has a code and a start time';
const plan = await planOf(TEXT);
const blueprint = await blueprintOf(TEXT);
const service = blueprint.services[0]!;

const withService = (change: Partial<Service>): Blueprint => ({
  ...blueprint,
  services: [{ ...service, ...change }],
});
const withUseCase = (name: string, change: object): Blueprint =>
  withService({
    useCases: service.useCases.map((useCase) =>
      useCase.name === name ? ({ ...useCase, ...change } as typeof useCase) : useCase,
    ),
  });
const withoutUseCase = (name: string): Blueprint =>
  withService({ useCases: service.useCases.filter((useCase) => useCase.name !== name) });
const withField = (name: string, change: object): Blueprint =>
  withService({
    aggregates: service.aggregates.map((aggregate) => ({
      ...aggregate,
      fields: aggregate.fields.map((field) => (field.name === name ? { ...field, ...change } : field)),
    })),
  });

test('a sound blueprint has no finding', () => {
  expect(checkBlueprint(blueprint, { plan })).toEqual([]);
});

test.each<[string, Blueprint]>([
  ['story-served', withoutUseCase('getZorble')],
  ['requirement-served', withoutUseCase('exportZorbles')],
  ['known-aggregate', withUseCase('getZorble', { aggregate: 'Crate' })],
  ['known-story', withUseCase('getZorble', { storyIds: ['R9.S9'] })],
  ['known-requirement', withUseCase('getZorble', { requirementIds: ['R99'] })],
  ['known-event', withUseCase('recordZorble', { emits: ['ZorbleLost'] })],
  ['event-producer', withUseCase('recordZorble', { emits: [] })],
  ['append-only', withUseCase('changeWidget', { aggregate: 'Zorble' })],
  ['example', withUseCase('recordZorble', { examples: [{ title: 'x', input: {} }] })],
  ['example', withUseCase('recordZorble', { examples: [{ title: 'x', input: { frob: 'a', unknown: 1 } }] })],
  ['known-field', withUseCase('searchZorbles', { filters: [{ field: 'colour', match: 'equals' }] })],
  ['filter-type', withUseCase('searchZorbles', { filters: [{ field: 'frob', match: 'range' }] })],
  ['unique-names', withUseCase('getZorble', { name: 'getWidget' })],
  ['unique-names', withService({ aggregates: [...service.aggregates, service.aggregates[0]!] })],
  ['unique-names', withService({ events: [...service.events, service.events[0]!] })],
  ['unique-names', withField('code', { name: 'startTime' })],
  ['unique-names', { ...blueprint, decisions: [...blueprint.decisions, blueprint.decisions[0]!] }],
  ['unique-names', withUseCase('searchWidgets', { filters: [{ field: 'limit', match: 'equals' }] })],
  ['own-fields', withField('code', { name: 'id' })],
  ['default-now', withField('code', { default: 'now' })],
  ['known-context', withService({ boundedContext: 'Elsewhere' })],
])('finds a planted violation of %s', (rule, planted) => {
  expect(checkBlueprint(planted, { plan }).map((finding) => finding.rule)).toContain(rule);
});

test('finds that something unrealised was forgotten', async () => {
  const text = 'Log zorbles within 2 days';
  const forgotten = { ...(await blueprintOf(text)), unrealised: [] };
  expect(checkBlueprint(forgotten, { plan: await planOf(text) })).toEqual([
    { rule: 'unrealised-kept', message: 'U1 was unrealised in the plan and is missing in the blueprint.' },
  ]);
});
