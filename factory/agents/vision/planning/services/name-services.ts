import type { PlannedService } from '../../../../domain/product-plan.ts';
import type { Statement } from '../../../../domain/statement.ts';
import type { Tagger } from '../../reading/tag-words.ts';
import { chooseArchetypes } from '../archetypes/choose-archetypes.ts';
import { slugOf } from '../name-product.ts';
import { listing, titleCase } from '../wording.ts';
import type { SolutionPart } from './solution.ts';

const isPart = (kind: string): boolean => kind === 'part' || kind === 'own-service';

/** Whether the text describes the parts or reactions itself; then named services are not filled in from knowledge. */
const describes = (statements: readonly Statement[], parts: readonly string[], tagger: Tagger): boolean => {
  const names = new Set(parts.map((name) => tagger.singular(name)));
  return statements.some(
    ({ object, attributes, behaviour, constraints }) =>
      constraints.some(({ kind }) => kind === 'on' || kind === 'in-service') ||
      (object !== undefined && names.has(object) && (attributes.length > 0 || behaviour !== undefined)),
  );
};

/** The parts that become services, in reading order; fewer than two are none. */
export const solutionParts = (statements: readonly Statement[], tagger: Tagger): SolutionPart[] => {
  const named = statements.flatMap((statement) =>
    statement.constraints
      .filter(({ kind }) => isPart(kind))
      .map(({ kind, value }) => ({
        name: value,
        slug: slugOf(value),
        statement,
        explicit: kind === 'own-service',
      })),
  );
  const parts = named.filter(
    ({ name }, index) =>
      named.findIndex((each) => tagger.singular(each.name) === tagger.singular(name)) === index,
  );
  if (parts.length < 2) return [];
  const open = !describes(
    statements,
    parts.map(({ name }) => name),
    tagger,
  );
  const archetypes = chooseArchetypes(
    parts.map(({ name }) => name),
    tagger,
  );
  return parts.map((part, index) => {
    const archetype = !part.explicit || open ? archetypes[index] : undefined;
    return { ...part, ...(archetype ? { archetype } : {}) };
  });
};

const becauseOf = (part: SolutionPart, parts: readonly SolutionPart[], product: string): string => {
  if (part.explicit) return `The text names "${part.name}" as a service of its own.`;
  const others = parts.filter((each) => each !== part).map(({ name }) => name);
  const reason = part.archetype?.boundary ?? 'it is named beside them and has a language of its own';
  return `"${part.name}" stands in the list of the parts of ${product} beside ${listing(others)}; ${reason}.`;
};

/** Services with the reason for each cut. */
export const nameServices = (parts: readonly SolutionPart[], product: string | undefined): PlannedService[] =>
  parts.map((part) => ({
    name: part.slug,
    title: titleCase(part.name),
    domain: part.name,
    because: becauseOf(part, parts, product ? `the ${product}` : 'the product'),
  }));
