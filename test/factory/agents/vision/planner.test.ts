import { expect, test } from 'vitest';

import { outlineOf } from '../support/outline.ts';
import { blueprintOf, planOf } from '../support/run.ts';
import { morePlannerCases } from './more-planner-cases.ts';
import { plannerCases } from './planner-cases.ts';
import { unusualPlannerCases } from './unusual-planner-cases.ts';

const cases = [...plannerCases, ...morePlannerCases, ...unusualPlannerCases];

test.each(cases)('$text', async ({ text, ...expected }) => {
  expect(outlineOf(await planOf(text), await blueprintOf(text))).toEqual(expected);
});

test('there are at least forty definitions, each another one', () => {
  expect(new Set(cases.map(({ text }) => text)).size).toBeGreaterThanOrEqual(40);
});

test('the same definition gives the same plan and blueprint', async () => {
  for (const { text } of cases.slice(0, 10)) {
    expect(JSON.stringify(await planOf(text))).toBe(JSON.stringify(await planOf(text)));
    expect(JSON.stringify(await blueprintOf(text))).toBe(JSON.stringify(await blueprintOf(text)));
  }
});
