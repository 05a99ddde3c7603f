import { A, B, beside, load, state, superfluous, type Planted } from './planted.ts';

export const modules: readonly Planted[] = [
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
