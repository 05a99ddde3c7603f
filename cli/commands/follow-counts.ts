import type { FactoryApi } from '../api/factory-api.ts';
import { countsOf, type RunCounts } from '../view/run-counts.ts';

/** Milliseconds between two looks. */
const LOOK_MS = 2_000;

/** Tells what a project has so far, again and again, until it is stopped. A look that fails is left out. */
export const followCounts = (
  api: FactoryApi,
  projectId: string,
  tell: (counts: RunCounts) => void,
): (() => void) => {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  const look = async () => {
    const result = await api.project(projectId).catch(() => undefined);
    if (stopped) return;
    if (result) tell(countsOf(result));
    timer = setTimeout(() => void look(), LOOK_MS);
  };
  void look();
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
};
