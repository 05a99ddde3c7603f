import { z } from 'zod';

import { fixStrategySchema, type FixStrategy } from './fix-strategy.ts';
import type { Finding } from './quality-report.ts';

/** What one round of fixing met, with what, and what it changed. */
export const roundSchema = z.strictObject({
  round: z.number().int().positive(),
  strategy: fixStrategySchema,
  /** Keys of the findings that it was for. */
  findings: z.array(z.string()),
  messages: z.array(z.string()),
  /** Paths that were changed or removed; empty when the strategy had nothing to change, which is not a try. */
  changed: z.array(z.string()),
  /** What became different, line by line, shortened. */
  diff: z.string(),
});
export type Round = z.infer<typeof roundSchema>;

export const roundsSchema = z.array(roundSchema);

/** Where the rounds of a stage are kept, for a service or for what the services share. */
export const roundsPath = (stage: string, subject: string): string =>
  `quality/${subject}/rounds-${stage}.json`;

/** The same for the same defect, wherever its line has moved to. */
export const findingKey = ({ check, rule, file, message }: Finding): string =>
  [check, rule, file ?? '', message.replaceAll(/\d+/g, '#').slice(0, 200)].join('|');

/**
 * Strategies that were tried on a finding. One that had nothing to change was not tried: it may find something after another
 * one has changed the files, but not before.
 */
export const triedOn = (rounds: readonly Round[], finding: Finding): FixStrategy[] => {
  const key = findingKey(finding);
  const last = rounds.findLastIndex(({ changed }) => changed.length > 0);
  return rounds
    .filter(({ findings, changed }, index) => findings.includes(key) && (changed.length > 0 || index > last))
    .map(({ strategy }) => strategy);
};
