import { describe, expect, test } from 'vitest';

import {
  evaluateCondition,
  evaluateExpression,
  UnsupportedExpression,
  type ExpressionContext,
} from '../../../../../platform/embedded/azure-devops/pipelines/expression.ts';

const variables: Record<string, string> = {
  cached: 'true',
  'Build.SourceBranch': 'refs/heads/main',
  empty: '',
};
const context: ExpressionContext = {
  roots: {
    variables: (name) => variables[name],
    parameters: (name) => (name === 'target' ? { region: 'westeurope', zones: [1, 2] } : undefined),
  },
  status: {
    succeeded: (names) => names.length === 0 || names.includes('Build'),
    failed: () => false,
    always: () => true,
  },
};

describe('a condition', () => {
  test.for<[string, boolean]>([
    ["ne(variables.cached, 'true')", false],
    ["ne(variables['cached'], 'TRUE')", false],
    ["ne(variables.absent, 'true')", true],
    ["eq(variables.absent, '')", true],
    ["eq(variables['empty'], variables.absent)", true],
    ["and(succeeded(), eq(variables['Build.SourceBranch'], 'refs/heads/main'))", true],
    ['and(succeeded(), failed())', false],
    ['or(failed(), always())', true],
    ['not(failed())', true],
    ["succeeded('Build')", true],
    ["succeeded('Test')", false],
    ["in('b', 'a', 'B')", true],
    ["notIn('b', 'a', 'c')", true],
    ["startsWith(variables['Build.SourceBranch'], 'refs/heads/')", true],
    ["contains('abc', 'B')", true],
    ["endsWith('abc', 'b')", false],
    ["eq('it''s', 'it''s')", true],
    ['eq(1, 1.0)', true],
    ["eq(true, 'x')", true],
    ['  true ', true],
    ["eq(parameters.target.region, 'westeurope')", true],
    ["eq(parameters.target.absent.deeper, '')", true],
    ["eq(coalesce(variables.absent, 'fallback'), 'fallback')", true],
  ])('%s is %s', ([condition, expected]) => {
    expect(evaluateCondition(condition, context)).toBe(expected);
  });

  test.for([
    "hashFiles('package-lock.json')",
    'dependencies.Build.outputs.x',
    "eq('a'",
    "eq('a' 'b')",
    'variables',
    "eq('a', 'b') trailing",
    "'unterminated",
    'a && b',
    '',
  ])('%s is not understood, and says so', (condition) => {
    expect(() => evaluateCondition(condition, context)).toThrow(UnsupportedExpression);
  });
});

test('an expression keeps the type of its value', () => {
  expect(evaluateExpression('parameters.target', context)).toEqual({ region: 'westeurope', zones: [1, 2] });
});
