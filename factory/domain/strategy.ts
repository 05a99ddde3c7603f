import { z } from 'zod';

/**
 * How an agent is asked, in the order in which it is tried: the whole, only what findings name, a simpler construct, with
 * what is known of the findings, and at last the built-in rules instead of the model.
 */
export const STRATEGIES = [
  'as-asked',
  'with-findings',
  'simpler-construct',
  'known-diagnostics',
  'rules',
] as const;

export const strategySchema = z.enum(STRATEGIES);
export type Strategy = z.infer<typeof strategySchema>;
