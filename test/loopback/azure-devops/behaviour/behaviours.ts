import type { Behaviours } from '../call.ts';
import { core } from './core.ts';
import { wit } from './wit.ts';

/** What every operation of the contract does, by area. */
export const behaviours: Behaviours = { ...core, ...wit };
