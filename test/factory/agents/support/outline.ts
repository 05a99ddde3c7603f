import type { Blueprint, UseCase } from '../../../../factory/domain/blueprint.ts';
import type { ProductPlan, Subject } from '../../../../factory/domain/product-plan.ts';

/** What a definition became, short enough to be read at a glance. */
export type Outline = {
  /** `sample plain: barcode#, material, note?, price:money, colour:red|green` (`#` unique, `?` optional, no nature: text). */
  things: string[];
  /** Per aggregate: kinds of use cases with filters (`~` by range) and formats. */
  useCases: string[];
  /** Words that became no requirement. */
  unrealised: string[];
};

const attributeOf = ({ name, nature, choices, required, unique }: Subject['attributes'][number]): string => {
  const kind = nature === 'text' ? '' : `:${choices.length > 0 ? choices.join('|') : nature}`;
  return `${name}${unique ? '#' : ''}${required ? '' : '?'}${kind}`;
};

const thingOf = ({ name, unchangeable, attributes }: Subject): string =>
  `${name} ${unchangeable ? 'append-only' : 'plain'}: ${attributes.map(attributeOf).join(', ')}`;

const useCaseOf = (useCase: UseCase): string => {
  if (useCase.kind !== 'search' && useCase.kind !== 'export') return useCase.kind;
  const filters = useCase.filters
    .map(({ field, match }) => `${field}${match === 'range' ? '~' : ''}`)
    .join(',');
  return `${useCase.kind}(${filters})${useCase.kind === 'export' ? `[${useCase.formats.join(',')}]` : ''}`;
};

export const outlineOf = (plan: ProductPlan, { services }: Blueprint): Outline => ({
  things: plan.subjects.map(thingOf),
  useCases: services.flatMap(({ aggregates, useCases }) =>
    aggregates.map(({ name }) =>
      useCases
        .filter(({ aggregate }) => aggregate === name)
        .map(useCaseOf)
        .join(' '),
    ),
  ),
  unrealised: plan.unrealised.map(({ text }) => text),
});
