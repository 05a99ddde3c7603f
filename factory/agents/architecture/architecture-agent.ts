import { z } from 'zod';

import { blueprintSchema, type Blueprint } from '../../domain/blueprint.ts';
import { productPlanSchema, type ProductPlan } from '../../domain/product-plan.ts';
import { stackSchema } from '../../domain/project-definition.ts';
import { featuresOf } from '../../knowledge/features-of.ts';
import { defineAgent } from '../define-agent.ts';
import { architecturePrompt } from './architecture-prompt.ts';
import { checkBlueprint } from './check-blueprint.ts';
import { designBlueprint } from './design-blueprint.ts';

export const architectureInputSchema = z.strictObject({ plan: productPlanSchema, stack: stackSchema });
export type ArchitectureInput = z.infer<typeof architectureInputSchema>;

/** What kinds of behaviour a plan asks for, in the words of the knowledge base. */
const behaviourWords = ({ subjects, services, reactions, externals }: ProductPlan): string[] => [
  ...new Set([
    ...subjects.map(({ unchangeable, ledger }) =>
      ledger ? 'ledger balance' : unchangeable ? 'append-only log' : 'plain aggregate',
    ),
    ...(subjects.some(({ lifecycle }) => lifecycle) ? ['life cycle states'] : []),
    ...(services.length > 1 ? ['service per language'] : []),
    ...(reactions.length > 0 ? ['choreography of events'] : []),
    ...(reactions.some(({ does }) => does.kind === 'reserve') ? ['reservation of stock'] : []),
    ...(externals.length > 0 ? ['external system port'] : []),
  ]),
];

/** Architecture: a product plan becomes a blueprint. */
export const architectureAgent = defineAgent<ArchitectureInput, Blueprint>({
  name: 'architect',
  team: 'architecture',
  input: architectureInputSchema,
  output: blueprintSchema,
  features: ({ plan }) => featuresOf(plan),
  query: ({ plan }) => `${behaviourWords(plan).join(' ')} outbox idempotent paging export ${plan.summary}`,
  prompt: architecturePrompt,
  rules: ({ plan, stack }) => designBlueprint(plan, stack),
  check: checkBlueprint,
  mayQuote: ({ plan }) => ({
    unrealised: plan.unrealised.flatMap(({ text, reason }) => [text, reason]).join('\n'),
  }),
});
