import { z } from 'zod';

/** Ways to cure a finding, in the order in which they are tried: the smallest change first. */
export const fixStrategySchema = z.enum([
  'formatter',
  'imports',
  'await',
  'known-diagnostic',
  'layers',
  'delivery',
  'rewrite-unit',
  'rewrite-unit-simpler',
  'rewrite-unit-by-diagnostics',
  'regenerate-unit',
  'regenerate-layer',
  'regenerate-service',
]);
export type FixStrategy = z.infer<typeof fixStrategySchema>;
