import { unawaited, type Planted } from './planted.ts';

export const promises: readonly Planted[] = [
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
