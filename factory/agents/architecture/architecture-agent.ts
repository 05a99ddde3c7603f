import { z } from 'zod';

import { blueprintSchema, type Blueprint } from '../../domain/blueprint.ts';
import { productPlanSchema } from '../../domain/product-plan.ts';
import { stackSchema } from '../../domain/project-definition.ts';
import { featuresOf } from '../../knowledge/features-of.ts';
import { defineAgent } from '../define-agent.ts';
import { architecturePrompt } from './architecture-prompt.ts';
import { checkBlueprint } from './check-blueprint.ts';
import { designBlueprint } from './design-blueprint.ts';

export const architectureInputSchema = z.strictObject({ plan: productPlanSchema, stack: stackSchema });
export type ArchitectureInput = z.infer<typeof architectureInputSchema>;

/** Architecture: a product plan becomes a blueprint. */
export const architectureAgent = defineAgent<ArchitectureInput, Blueprint>({
  name: 'architect',
  team: 'architecture',
  input: architectureInputSchema,
  output: blueprintSchema,
  features: ({ plan }) => featuresOf(plan),
  query: ({ plan }) => {
    const kinds = [
      ...plan.subjects.map(({ unchangeable, ledger, lifecycle }) =>
        unchangeable ? 'append-only log' : ledger ? 'ledger' : lifecycle ? 'life cycle' : 'plain aggregate',
      ),
      ...(plan.services.length > 1 ? ['service per language choreography'] : []),
      ...plan.reactions.flatMap(({ does }) => (does.kind === 'reserve' ? ['reservation'] : [])),
      ...plan.externals.slice(0, 1).map(() => 'port external'),
    ];
    return `${[...new Set(kinds)].join(' ')} outbox idempotent paging export ${plan.summary}`;
  },
  prompt: architecturePrompt,
  rules: ({ plan, stack }) => designBlueprint(plan, stack),
  check: checkBlueprint,
});
