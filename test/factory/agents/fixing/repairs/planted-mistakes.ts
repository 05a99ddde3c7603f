import { lint } from './planted/lint.ts';
import { modules } from './planted/modules.ts';
import { names } from './planted/names.ts';
import { promises } from './planted/promises.ts';
import type { Planted } from './planted/planted.ts';

/** One for each code of the knowledge base that a repair cures. */
export const plantedMistakes: readonly Planted[] = [...promises, ...modules, ...names, ...lint];
