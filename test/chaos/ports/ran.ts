import type { Failure } from '../../../factory/domain/failure.ts';
import type { Review } from '../../../factory/domain/review.ts';
import type { Driven } from './drive-project.ts';
import type { Left } from './observe.ts';

/** `run`: to its end. `cancelled`: cancelled when all its effects are there. */
export const SCENARIOS = ['run', 'cancelled'] as const;
export type Scenario = (typeof SCENARIOS)[number];

/** One try of an activity that failed, in virtual milliseconds since the beginning. */
export type FailedTry = {
  activity: string;
  /** What it was about, where the input says so. */
  subject?: unknown;
  began: number;
  ended: number;
  failure: Failure;
};

export type Ran = {
  driven: Driven;
  left: Left;
  /** Calls by `port.method`. */
  calls: Readonly<Record<string, number>>;
  /** All methods of all ports, as `port.method`. */
  methods: readonly string[];
  refused: number;
  failed: readonly FailedTry[];
  reviews: readonly Review[];
  /** Whether the call that hung did its work after the next try. */
  wasLate: boolean;
  /** Activities that hung with nothing to end them. */
  stuck: readonly string[];
  /** What came of it once healed, where the orchestration could write nothing any more. */
  healed?: { driven: Driven; left: Left };
};
