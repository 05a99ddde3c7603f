import type { ProductPlan } from '../../../../domain/product-plan.ts';
import { archetypes, areNeighbours } from '../../../../knowledge/archetypes/archetypes.ts';
import type { Archetype } from '../../../../knowledge/archetypes/archetype.ts';
import { featuresOf } from '../../../../knowledge/features-of.ts';
import type { FoundKnowledge, KnowledgeUse } from '../../../define-agent.ts';
import { listing, withArticle } from '../wording.ts';

const assumed = ({ title }: Archetype): string => `as is usual for ${withArticle(title.toLowerCase())}`;

/** What the plan took from archetypes is among its assumptions, with the archetype's name. */
const isFilledIn = (plan: ProductPlan, archetype: Archetype): boolean =>
  plan.assumptions.some((assumption) => assumption.includes(assumed(archetype)));

const archetypeUses = (plan: ProductPlan): KnowledgeUse[] => {
  const used = archetypes.filter((archetype) => isFilledIn(plan, archetype));
  return used.map((archetype) => {
    const beside = used
      .filter((other) => areNeighbours(archetype, other))
      .map(({ title }) => title.toLowerCase());
    return {
      id: `archetype/${archetype.id}`,
      why: `stands among the parts of the product beside ${listing(beside)}, and the text leaves open what it is`,
    };
  });
};

/** What a plan rests on: the archetypes it was filled in from, and projects and patterns found by words or structure. */
export const knowledgeUsed = (plan: ProductPlan, found: readonly FoundKnowledge[]): KnowledgeUse[] => {
  const own = new Set(featuresOf(plan));
  const read = found
    .filter(({ kind }) => kind !== 'archetype')
    .map(({ id, why, features }) => {
      const shared = (features ?? []).filter((feature) => own.has(feature));
      return {
        id,
        why: shared.length > 0 && !why.includes('shares') ? `${why}; shares ${shared.join(', ')}` : why,
      };
    });
  return [...archetypeUses(plan), ...read];
};
