import { z } from 'zod';

import { customUnitSchema, type CustomUnit } from '../../domain/custom-unit.ts';
import { MAX_UNIT_CHARACTERS } from '../../domain/expression.ts';
import { defineAgent } from '../define-agent.ts';
import { bodyFindings } from './judge-body.ts';
import { unitPrompt } from './unit-prompt.ts';

export const unitAnswerSchema = z.strictObject({
  /** The body of the function; none where it cannot be written. */
  body: z.string().min(1).max(MAX_UNIT_CHARACTERS).nullable(),
});
export type UnitAnswer = z.infer<typeof unitAnswerSchema>;

/** Engineering: a custom unit's signature, description and examples become the body of its function. Rules write none. */
export const unitWriter = defineAgent<CustomUnit, UnitAnswer>({
  name: 'unit-writer',
  team: 'engineering',
  input: customUnitSchema,
  output: unitAnswerSchema,
  query: ({ description }) => `pure function computed value ${description}`,
  kinds: ['pattern'],
  used: () => [],
  prompt: unitPrompt,
  rules: () => ({ body: null }),
  check: ({ body }, unit) => (body === null ? [] : bodyFindings(unit, body)),
});
