import { productPlanSchema, type ProductPlan } from '../../domain/product-plan.ts';
import { projectDefinitionSchema, type ProjectDefinition } from '../../domain/project-definition.ts';
import { defineAgent } from '../define-agent.ts';
import { checkPlan } from './planning/check-plan.ts';
import { composePlan } from './planning/compose-plan.ts';
import { reportUnaccounted } from './planning/report-unaccounted.ts';
import { knowledgeUsed } from './planning/archetypes/knowledge-used.ts';
import { readDefinition } from './read-definition.ts';
import { loadTagger } from './reading/tag-words.ts';
import { visionPrompt } from './vision-prompt.ts';

/** Vision & Planning: a definition becomes a product plan. */
export const visionAgent = defineAgent<ProjectDefinition, ProductPlan>({
  name: 'vision-and-planning',
  team: 'vision',
  input: projectDefinitionSchema,
  output: productPlanSchema,
  query: ({ text }) => text,
  kinds: ['archetype', 'pattern', 'project'],
  used: knowledgeUsed,
  prompt: visionPrompt,
  rules: async (definition) => {
    const reading = await readDefinition(definition.text);
    if (!reading.ok) return { refused: reading.reason, suggestion: reading.suggestion };
    return reportUnaccounted(composePlan(definition, reading.statements, await loadTagger()));
  },
  check: checkPlan,
  mayQuote: ({ text, businessContext = '' }) => ({
    definition: text,
    statements: text,
    scope: text,
    unrealised: text,
    businessContext,
  }),
});
