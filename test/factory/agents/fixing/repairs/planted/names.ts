import { alone, beside, state, superfluous, type Planted } from './planted.ts';

export const names: readonly Planted[] = [
  beside(
    'TS2551',
    "import type { State } from './b.ts';\nexport const at = (state: State): string => state.recordAt;\n",
    state,
    'state.recordedAt',
  ),
  beside(
    'TS2561',
    "import type { State } from './b.ts';\nexport const one: State = { recordAt: '', kind: 'new' };\n",
    state,
    "{ recordedAt: ''",
  ),
  beside(
    'TS2820',
    "import type { State } from './b.ts';\nexport const one: State['kind'] = 'knwn';\n",
    state,
    "= 'known'",
  ),
  beside(
    'TS2353',
    "import type { State } from './b.ts';\nexport const one: State = { recordedAt: '', colour: 1, kind: 'new' };\n",
    state,
    "{ recordedAt: '', kind: 'new' }",
  ),
  alone('TS1117', 'export const one = {\n  a: 1,\n  b: 2,\n  a: 3,\n};\n', '{\n  b: 2,\n  a: 3,\n}'),
  alone(
    'TS2451',
    'export const one = (): number => {\n  const two = 2;\n  const two = 2;\n  return two;\n};\n',
    '{\n  const two = 2;\n  return two;',
  ),
  alone(
    'TS2300',
    'export const zero = 0;\ntype One = 1;\ntype One = 1;\nexport const one: One = 1;\n',
    'zero = 0;\ntype One = 1;\nexport',
  ),
  alone(
    'TS2588',
    'export const sum = (all: number[]): number => {\n  const total = 0;\n  for (const one of all) total = total + one;\n  return total;\n};\n',
    'let total = 0',
  ),
  alone(
    'TS4114',
    'class Animal {\n  name(): string {\n    return "";\n  }\n}\nexport class Cat extends Animal {\n  name(): string {\n    return "cat";\n  }\n}\n',
    'override name()',
  ),
  alone(
    'TS1294',
    "export enum Colour {\n  Red = 'red',\n}\n",
    "export const Colour = { Red: 'red' } as const;",
  ),
  superfluous('TS2578', '// @ts-expect-error: it was wrong once\n'),
];
