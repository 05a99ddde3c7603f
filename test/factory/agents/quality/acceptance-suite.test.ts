import { expect, it } from 'vitest';

import { acceptanceSuite } from '../../../../factory/agents/quality/acceptance-suite.ts';
import type { Blueprint } from '../../../../factory/domain/blueprint.ts';
import type { ProductPlan } from '../../../../factory/domain/product-plan.ts';
import { contractFiles } from '../../../../factory/generators/contracts/contract-files.ts';
import { formatFiles } from '../../../../factory/generators/format-files.ts';
import { parseSources } from '../../../../factory/domain/syntax.ts';
import { auditBlueprint } from '../../generators/fixtures/audit-blueprint.ts';
import { parseFeature } from '../../../../factory/agents/quality/template/test/acceptance/gherkin.ts';
import { auditPlan } from './fixtures/audit-plan.ts';
import { misreadBlueprints } from './fixtures/misread-blueprints.ts';

const openapiOf = (blueprint: Blueprint): object => {
  const [service] = blueprint.services;
  const file = contractFiles(service!).find(({ path }) => path === 'api/openapi.json');
  return JSON.parse(file!.content) as object;
};

const suiteOf = (plan: ProductPlan, blueprint = auditBlueprint) =>
  acceptanceSuite(plan, { openapi: openapiOf(blueprint) });

const fileOf = (path: string, blueprint = auditBlueprint): string =>
  suiteOf(auditPlan, blueprint).find((file) => file.path === `test/acceptance/${path}`)!.content;

it('writes a feature that a person can read', () => {
  expect(fileOf('r3-s1-export-events.feature')).toBe(`@R3 @R3.S1
Feature: Export events
  As an auditor
  I want to export events
  So that I can answer what happened

  @R3.S1.C1
  Scenario: Events are exported as CSV
    Given these events were recorded:
      | actor      | action      | resource  | occurred at          | details               |
      | aiko-20    | download-20 | report-20 | 2020-01-21T09:00:00Z | {"note":"details 20"} |
      | =samuel-21 | update-21   | order-21  | 2020-01-22T09:00:00Z | {"note":"details 21"} |
    When events are exported as CSV
    Then the export holds each of them with every value given
    And no cell of the file can run as a formula

  @R3.S1.C2
  Scenario: Events are exported as NDJSON
    Given these events were recorded:
      | actor    | action     | resource   | occurred at          | details               |
      | leila-22 | share-22   | profile-22 | 2020-01-23T09:00:00Z | {"note":"details 22"} |
      | tomas-23 | archive-23 | ticket-23  | 2020-01-24T09:00:00Z | {"note":"details 23"} |
    When events are exported as NDJSON
    Then the export holds each of them with every value given
`);
});

it('has a feature for every story and a scenario for every criterion, by their tags', () => {
  const features = suiteOf(auditPlan).filter(({ path }) => path.endsWith('.feature'));
  const tags = features.map(({ content }) => {
    const { tags: own, scenarios } = parseFeature(content);
    return [own, scenarios.map((scenario) => scenario.tags)];
  });
  expect(tags).toEqual([
    [
      ['@R1', '@R1.S1'],
      [['@R1.S1.C1'], ['@R1.S1.C2'], ['@R1.S1.C3'], ['@R1.S1.C4']],
    ],
    [
      ['@R2', '@R2.S1'],
      [['@R2.S1.C1'], ['@R2.S1.C2'], ['@R2.S1.C3'], ['@R2.S1.C4']],
    ],
    [
      ['@R3', '@R3.S1'],
      [['@R3.S1.C1'], ['@R3.S1.C2']],
    ],
    [['@R4', '@R4.S1'], [['@R4.S1.C1']]],
  ]);
});

it('lacks nothing where the blueprint says what the plan says', () => {
  expect(fileOf('vocabulary.json')).not.toContain('lacks');
});

it('imports nothing but packages and itself', () => {
  const sources = parseSources(suiteOf(auditPlan));
  const specifiers = new Set(sources.flatMap(({ imports }) => imports.map(({ specifier }) => specifier)));
  expect([...specifiers].filter((specifier) => !/^\.\/[a-z-]+\.ts$/.test(specifier)).toSorted()).toEqual([
    '@cucumber/gherkin',
    '@cucumber/messages',
    'node:child_process',
    'node:crypto',
    'node:events',
    'node:fs',
    'node:fs/promises',
    'node:os',
    'node:path',
    'node:process',
    'node:readline',
    'node:util',
    'vitest',
  ]);
});

it('gives the same bytes for the same plan and contract', () => {
  expect(suiteOf(auditPlan)).toEqual(suiteOf(auditPlan));
});

it('is written as the formatter would write it', async () => {
  const files = suiteOf(auditPlan).filter(({ path }) => path.endsWith('.ts'));
  expect(await formatFiles(files)).toEqual(files);
});

it.each(misreadBlueprints.filter(({ says }) => /contract/.test(says.source)))(
  'says what the contract lacks when $misread',
  ({ blueprint, says }) => {
    const suite = suiteOf(auditPlan, blueprint);
    const texts = suite.filter(({ path }) => path.endsWith('vocabulary.json')).map(({ content }) => content);
    // A missing format is seen by the step, which holds the list of formats.
    const lacks = says.source.includes('csv only') ? /"formats": \["csv"\]|"csv"\s*\]/ : says;
    expect(texts.join('\n').replaceAll('\\"', '"')).toMatch(lacks);
  },
);

it('keeps hostile words inside their line, their cell and their string', () => {
  const plan = structuredClone(auditPlan);
  const hostile = 'who | did\nit "\\" <b>\r\n  Scenario: forged';
  plan.subjects[0]!.attributes[0]!.name = hostile;
  plan.epics[0]!.features[0]!.stories[0]!.title = `Log\nFeature: forged\n@R9 ${hostile}`;
  const suite = suiteOf(plan);
  const features = suite.filter(({ path }) => path.endsWith('.feature'));
  expect(features.map(({ content }) => parseFeature(content).scenarios.length)).toEqual([4, 4, 2, 1]);
  for (const { path } of suite)
    expect(path).toMatch(/^test\/acceptance\/[a-z0-9-]+\.(?:feature|(?:test\.)?ts|json)$/);
});
