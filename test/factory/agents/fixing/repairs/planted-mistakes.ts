/** A mistake that a tool has a code for, in files of their own; `src/a.ts` holds it. */
export type Planted = {
  code: string;
  texts: Readonly<Record<string, string>>;
  /** Stands in the file of that path when it is cured, and not before. */
  becomes: readonly [string, string];
};

/** The file that begins with something superfluous. */
const ONE = 'export const one = 1;\n';
const superfluous = (code: string, text: string): Planted => ({
  code,
  texts: { [A]: `export const zero = 0;\n${text}${ONE}` },
  becomes: [A, `export const zero = 0;\n${ONE}`],
});

const A = 'src/a.ts';
const B = 'src/b.ts';

const load = 'export const load = async (id: string): Promise<string[]> => [id];\n';
const state = 'export type State = { recordedAt: string; kind: "new" | "known" };\n';
const cat =
  'export class Cat {\n  name = "cat";\n  age = 1;\n}\nexport const find = async (): Promise<Cat> => new Cat();\n';

/** Mistakes about promises, at `use` of what is imported from `src/b.ts`. */
const unawaited = (code: string, body: string, becomes: string): Planted => ({
  code,
  texts: { [A]: body, [B]: load + cat },
  becomes: [A, becomes],
});

const alone = (code: string, text: string, becomes: string): Planted => ({
  code,
  texts: { [A]: text },
  becomes: [A, becomes],
});

const beside = (code: string, text: string, other: string, becomes: string): Planted => ({
  code,
  texts: { [A]: text, [B]: other },
  becomes: [A, becomes],
});

const promises: readonly Planted[] = [
  unawaited(
    'TS2322',
    "import { load } from './b.ts';\nexport const first = async (): Promise<string> => {\n  const all: string | undefined = (await load('1'))[0];\n  const id: string[] | number = load('2');\n  return `${all}${id}`;\n};\n",
    "= await load('2')",
  ),
  unawaited(
    'TS2345',
    "import { load } from './b.ts';\nconst joined = (all: string | number): string => `${all}`;\nconst one = async (): Promise<string> => (await load('1')).join();\nexport const text = async (): Promise<string> => joined(one());\n",
    'joined(await one())',
  ),
  unawaited(
    'TS2339',
    "import { load } from './b.ts';\nexport const count = async (): Promise<number> => load('1').length;\n",
    "(await load('1')).length",
  ),
  unawaited(
    'TS2740',
    "import { load } from './b.ts';\nexport const text = async (): Promise<string> => {\n  const all: string[] = load('1');\n  return all.join();\n};\n",
    "= await load('1')",
  ),
  unawaited(
    'TS2739',
    "import { find, type Cat } from './b.ts';\nexport const age = async (): Promise<number> => {\n  const it: Cat = find();\n  return it.age;\n};\n",
    '= await find()',
  ),
  unawaited(
    'TS2741',
    "import { find } from './b.ts';\nexport const age = async (): Promise<number> => {\n  const it: { age: number } = find();\n  return it.age;\n};\n",
    '= await find()',
  ),
  unawaited(
    'TS2801',
    "import { load } from './b.ts';\nexport const isThere = async (): Promise<string> => {\n  if (load('1')) return 'yes';\n  return 'no';\n};\n",
    "if (await load('1'))",
  ),
  unawaited(
    'TS1308',
    "import { load } from './b.ts';\nexport const both = (): Promise<string> => {\n  const all = await load('1');\n  return Promise.resolve(all.join());\n};\n",
    'async (): Promise<string>',
  ),
];

const modules: readonly Planted[] = [
  {
    code: 'TS2304',
    texts: {
      [A]: "export const both = async (): Promise<string[]> => loadEvery('1');\n",
      [B]: 'export const loadEvery = async (id: string): Promise<string[]> => [id];\n',
    },
    becomes: [A, "import { loadEvery } from './b.ts';"],
  },
  {
    code: 'TS2552',
    texts: {
      [A]: 'const toDto = 1;\nexport const dtos = toDtos(toDto);\n',
      [B]: 'export const toDtos = (one: number): number[] => [one];\n',
    },
    becomes: [A, "import { toDtos } from './b.ts';"],
  },
  {
    code: 'TS2307',
    texts: { [A]: "import { load } from './moved/b.ts';\nexport const all = load('1');\n", [B]: load },
    becomes: [A, "from './b.ts'"],
  },
  beside('TS2835', "import { load } from './b';\nexport const all = load('1');\n", load, "from './b.ts'"),
  beside('TS2834', "import { load } from './c';\nexport const all = load('1');\n", load, "from './b.ts'"),
  {
    code: 'TS2305',
    texts: {
      [A]: "import { type State, load } from './b.ts';\nexport const all = load('1');\nexport type Mine = State;\n",
      [B]: load,
      'src/state.ts': state,
    },
    becomes: [A, "from './state.ts'"],
  },
  beside(
    'TS2724',
    "import { loads } from './b.ts';\nexport const all = loads('1');\n",
    load,
    "import { load } from './b.ts';\nexport const all = load('1');",
  ),
  {
    code: 'TS2459',
    texts: {
      [A]: "import { load } from './b.ts';\nexport const all = load('1');\n",
      [B]: load.slice(7) + 'export const own = load("2");\n',
    },
    becomes: [B, 'export const load'],
  },
  beside(
    'TS2613',
    "import load from './b.ts';\nexport const all = load('1');\n",
    load,
    "import { load } from './b.ts'",
  ),
  {
    code: 'TS1192',
    texts: {
      [A]: "import load from './c.ts';\nexport const all = load('1');\n",
      [B]: load,
      'src/c.ts': state,
    },
    becomes: [A, "import { load } from './b.ts';"],
  },
  beside(
    'TS1484',
    "import { State } from './b.ts';\nexport type Mine = State;\n",
    state,
    'import { type State }',
  ),
  beside(
    'TS1361',
    "import type { load } from './b.ts';\nexport const all = load('1');\n",
    load,
    "import { load } from './b.ts'",
  ),
  superfluous('TS6133', "import { join } from 'node:path';\n"),
  superfluous('TS6196', 'type Unused = { one: number };\n'),
];

const names: readonly Planted[] = [
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

const lint: readonly Planted[] = [
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

/** One for each code of the knowledge base that a repair cures. */
export const plantedMistakes: readonly Planted[] = [...promises, ...modules, ...names, ...lint];
