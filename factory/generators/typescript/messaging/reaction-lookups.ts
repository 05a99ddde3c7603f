import type { Aggregate, Service } from '../../../domain/blueprint.ts';
import type { QueryParameter } from '../../../domain/operation.ts';

/** Conditions by which reactions find the aggregate that an event is about, in the form of filters. */
export const reactionLookups = (
  { reactions, useCases }: Service,
  { name }: Pick<Aggregate, 'name'>,
): QueryParameter[] =>
  reactions.flatMap(({ does }): QueryParameter[] => {
    if (does.kind !== 'transition' || does.field === 'id') return [];
    const { field } = does;
    const isAbout = useCases.some((useCase) => useCase.name === does.useCase && useCase.aggregate === name);
    return isAbout ? [{ name: field, field, bound: 'equals' }] : [];
  });
