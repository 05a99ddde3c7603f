import type { Part } from './part.ts';

export const PART_NAMES = ['kill', 'replayed', 'simulation', 'ports'] as const;
export type PartName = (typeof PART_NAMES)[number];

/** Where each part is; a part without a module is said to be not run. */
export const PARTS: Readonly<Partial<Record<PartName, () => Promise<{ part: Part }>>>> = {
  kill: () => import('../kill/kill.ts'),
  replayed: () => import('../replay/replayed.ts'),
};
