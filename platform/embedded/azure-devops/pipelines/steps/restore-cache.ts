import { existsSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';

import { PortError } from '../../../../port-error.ts';
import { failedWith, notRun, passed, type StepRunner } from './step-context.ts';

/**
 * `Cache@2` for a `node_modules` whose key holds the package-lock.json beside it: restored from the install cache by the
 * lockfile, which is stricter than a key. Other paths have no cache here, which is what a miss is.
 */
export const restoreCache: StepRunner = async ({ input, sources, variables, installCache }) => {
  const hitVariable = input('cacheHitVar');
  const setHit = (hit: boolean): void => {
    if (hitVariable !== undefined) variables.set(hitVariable, String(hit));
  };
  const path = resolve(sources, input('path') ?? '');
  const key = (input('key') ?? '').split('|').map((part) => part.trim().replaceAll('"', ''));
  const keyed = key.some((part) => resolve(sources, part) === join(dirname(path), 'package-lock.json'));
  if (basename(path) !== 'node_modules' || !keyed || !existsSync(join(dirname(path), 'package-lock.json'))) {
    setHit(false);
    return notRun('only node_modules with its package-lock.json in the key is cached here');
  }
  try {
    const { packages, cached } = await installCache.install(dirname(path));
    setHit(true);
    return passed(
      `${packages} packages ${cached ? 'from the cache' : 'installed into the cache and restored'}`,
    );
  } catch (error) {
    if (PortError.is(error) && error.kind !== 'transient') return failedWith(error.message);
    throw error;
  }
};
