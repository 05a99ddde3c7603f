import type { Thing } from './thing.ts';

export type NamedMove = {
  /** In the plan's words; the last segment of its path. */
  verb: string;
  path: string;
  useCase: string;
  event: string;
  from: string[];
  to: string;
  automatic: boolean;
};
export type NamedPost = {
  verb: string;
  path: string;
  useCase: string;
  event: string;
  direction: 'in' | 'out';
};
export type NamedStock = { field: string; reserved: string; refused: string; released: string };

/** A thing whose use cases and events have their names. States are those of the plan. */
export type NamedThing = Thing & {
  creation: { verb: string; useCase: string; event: string };
  moves: NamedMove[];
  posts: NamedPost[];
  stock?: NamedStock | undefined;
  /** Reactions begin new ones. */
  started: boolean;
  /** Things of the same service refer to it. */
  referred: boolean;
};
