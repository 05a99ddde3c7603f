import { AsyncLocalStorage } from 'node:async_hooks';

import type { Failure } from '../../factory/domain/failure.ts';

export type Ended = { ok: false; failure: Failure };

/** A piece of work as it sees itself. */
export type Work = {
  /** Why it was ended from outside; undefined while it was not. */
  ended: () => Ended | undefined;
  /** Whether it was answered for, as one that did not end: what it did not do yet is done by another. */
  isAbandoned: () => boolean;
};

const works = new AsyncLocalStorage<Work>();

/** Runs work that can ask what became of it. */
export const withinWork = <T>(own: Work, work: () => Promise<T>): Promise<T> => works.run(own, work);

/** Why the work that asks was ended from outside; undefined while it was not. What fails then failed for that reason. */
export const endedWork = (): Ended | undefined => works.getStore()?.ended();

/** Whether the work that asks was given up. */
export const isAbandonedWork = (): boolean => works.getStore()?.isAbandoned() ?? false;
