import type { Failure, Outcome } from '../../../factory/domain/failure.ts';
import type { Project } from '../../../factory/domain/project.ts';
import type { Review } from '../../../factory/domain/review.ts';
import type { Stage } from '../../../factory/domain/stage.ts';
import type { UndoKind, UndoState } from '../../../factory/domain/undo.ts';
import type { Instance } from './engine/instance.ts';

/** What happened, in its order. `at` is in milliseconds since the beginning. */
export type Happening = { at: number } & (
  | { what: 'began'; instance: string; task: number; activity: string; input: Facts }
  /** A piece of work got past the question whether the project is stopped. */
  | { what: 'worked'; activity: string; run: number }
  | {
      what: 'answered';
      instance: string;
      task: number;
      activity: string;
      input: Facts;
      outcome: Outcome<unknown>;
    }
  | { what: 'killed' | 'repeated'; activity: string }
  | { what: 'host-down'; until: number }
  | { what: 'registered'; seq: number; marker: string; kind: UndoKind; stage: Stage }
  | { what: 'settled'; seq: number; marker: string; state: UndoState }
  /** Something outside was made or taken back. */
  | { what: 'outside'; effect: string; present: boolean }
  | { what: 'project'; before: Project; after: Project }
  | { what: 'review'; before: Review | undefined; after: Review }
  | { what: 'published'; type: string; id: string; isNew: boolean }
  | { what: 'request'; name: string; status: number; body: unknown }
  | { what: 'woken'; instance: string; event: string; how: 'sent' | 'lost' | 'planted'; taken: boolean }
  | { what: 'injected'; activity: string; failure: string }
);

export type Facts = Record<string, unknown>;

type Of<W extends Happening['what']> = Extract<Happening, { what: W }>;

/** All happenings of a kind. */
export const all = <W extends Happening['what']>(happenings: readonly Happening[], what: W): Of<W>[] =>
  happenings.filter((one): one is Of<W> => one.what === what);

/** A simulated run, as the oracles see it. */
export type Run = {
  seed: number;
  happenings: readonly Happening[];
  instances: readonly Instance[];
  /** The project document at the end, and its reviews. */
  project: Project;
  reviews: readonly Review[];
  /** What is outside at the beginning and at the end. */
  outsideBefore: readonly string[];
  outsideAfter: readonly string[];
  /** Windows in which the host was down, in milliseconds since the beginning. */
  downtimes: readonly { from: number; until: number }[];
  problems: readonly string[];
  /** Why the run was broken off; absent when everything came to rest. */
  brokenOff: string | undefined;
  start: number;
};

export const failureOf = (outcome: Outcome<unknown>): Failure | undefined =>
  outcome.ok ? undefined : outcome.failure;
