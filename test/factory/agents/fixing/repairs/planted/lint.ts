import { alone, superfluous, type Planted } from './planted.ts';

export const lint: readonly Planted[] = [
  alone(
    'no-debugger',
    'export const one = (): number => {\n  debugger;\n  return 1;\n};\n',
    '{\n  return 1;',
  ),
  alone(
    'no-console',
    'export const one = (): number => {\n  console.log(1);\n  return 1;\n};\n',
    '{\n  return 1;',
  ),
  alone('no-explicit-any', 'export const text = (value: any): string => String(value);\n', 'value: unknown'),
  alone('no-dupe-keys', "export const one = {\n  a: 1,\n  'b': 2,\n  a: 3,\n};\n", '{\n  b: 2,\n  a: 3,\n}'),
  alone(
    'no-unreachable',
    'export const one = (): number => {\n  return 1;\n  String(2);\n};\n',
    'return 1;\n};',
  ),
  alone(
    'no-self-assign',
    'export const one = (two: number): number => {\n  let a = two;\n  a = a;\n  return a;\n};\n',
    'let a = two;\n  return a',
  ),
  alone('use-isnan', 'export const isOne = (one: number): boolean => one === NaN;\n', 'Number.isNaN(one)'),
  {
    code: 'no-focused-tests',
    texts: {
      'test/unit/a.test.ts':
        "import { expect, it } from 'vitest';\n\nit.only('adds', () => {\n  expect(1 + 1).toBe(2);\n});\n",
    },
    becomes: ['test/unit/a.test.ts', "it('adds'"],
  },
  {
    code: 'no-disabled-tests',
    texts: {
      'test/unit/a.test.ts':
        "import { expect, it } from 'vitest';\n\nit.skip('adds', () => {\n  expect(1 + 1).toBe(2);\n});\n",
    },
    becomes: ['test/unit/a.test.ts', "it('adds'"],
  },
  superfluous('suppression', '// oxlint-disable-next-line no-console\n'),
  alone(
    'no-unused-vars',
    'export const one = (): number => {\n  const two = 2;\n  return 1;\n};\n',
    '{\n  return 1;',
  ),
];
