import { architectureAgent } from '../../../../factory/agents/architecture/architecture-agent.ts';
import { runAgent, type KnowledgeQuery } from '../../../../factory/agents/run-agent.ts';
import { visionAgent } from '../../../../factory/agents/vision/vision-agent.ts';
import type { Blueprint } from '../../../../factory/domain/blueprint.ts';
import type { ProductPlan } from '../../../../factory/domain/product-plan.ts';
import { projectDefinitionSchema } from '../../../../factory/domain/project-definition.ts';

export const emptyKnowledge: KnowledgeQuery = { query: async () => [] };

export const AUDIT = 'Create a new Audit Trail microservice for logging user actions';
export const SAMPLES =
  'Keep a register of lab samples: each sample has a barcode, a material, a collection date and a storage location; find samples by material and location';

/** The plan of a definition; a refusal or a finding of the self-check fails the test with its words. */
export const planOf = async (text: string): Promise<ProductPlan> => {
  const run = await runAgent(visionAgent, projectDefinitionSchema.parse({ text }), emptyKnowledge);
  if (!run.ok) throw new Error(run.failure.message);
  return run.output;
};

export const blueprintOf = async (text: string): Promise<Blueprint> => {
  const plan = await planOf(text);
  const run = await runAgent(architectureAgent, { plan, stack: 'typescript' }, emptyKnowledge);
  if (!run.ok) throw new Error(run.failure.message);
  return run.output;
};
