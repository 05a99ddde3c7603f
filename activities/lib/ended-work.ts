import { AsyncLocalStorage } from 'node:async_hooks';

import type { Failure } from '../../factory/domain/failure.ts';

type Ended = { ok: false; failure: Failure };

const works = new AsyncLocalStorage<() => Ended | undefined>();

/** Runs work that can ask why it was ended from outside. */
export const withinWork = <T>(ended: () => Ended | undefined, work: () => Promise<T>): Promise<T> =>
  works.run(ended, work);

/** Why the work that asks was ended from outside; undefined while it was not. What fails then failed for that reason. */
export const endedWork = (): Ended | undefined => works.getStore()?.();
