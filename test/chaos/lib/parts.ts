import { existsSync } from 'node:fs';

import type { Part } from './part.ts';

export const PART_NAMES = ['kill', 'replayed', 'simulation', 'ports'] as const;
export type PartName = (typeof PART_NAMES)[number];

type Load = () => Promise<{ part: Part }>;

const loaderOf = (path: string): Load | undefined => {
  const url = new URL(path, import.meta.url);
  return existsSync(url) ? () => import(url.href) as Promise<{ part: Part }> : undefined;
};

/** How each part is loaded; one without a module is said to be not run. */
export const PARTS: Readonly<Record<PartName, Load | undefined>> = {
  kill: loaderOf('../kill/kill.ts'),
  replayed: loaderOf('../replay/replayed.ts'),
  simulation: loaderOf('../simulation/simulation.ts'),
  ports: loaderOf('../ports/ports.ts'),
};
