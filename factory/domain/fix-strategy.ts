import { z } from 'zod';

/** Ways to cure a finding, in the order in which they are tried. */
export const fixStrategySchema = z.enum(['regenerate-unit', 'regenerate-service']);
export type FixStrategy = z.infer<typeof fixStrategySchema>;
