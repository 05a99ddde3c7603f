/** Tries of an activity that a round of fixing has room for: they number the records, over all rounds. */
export const TRIES_PER_ROUND = 100;

/** The round that a try belongs to, from 1. Tries of one round are about the same thing; what passed between them does not make it another. */
export const roundOf = (attempt: number): number => Math.ceil(attempt / TRIES_PER_ROUND);
