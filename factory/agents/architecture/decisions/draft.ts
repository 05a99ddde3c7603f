import type { Decision } from '../../../domain/blueprint.ts';

/** A decision before it has its number. */
export type Draft = Omit<Decision, 'id'>;
