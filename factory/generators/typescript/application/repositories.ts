import type { Aggregate, Field } from '../../../domain/blueprint.ts';
import { aggregateModels, type AggregateModel } from '../aggregate-model.ts';
import { targetOf } from '../fact-model.ts';

/** The model of another aggregate of the same service. Throws where no use case is about it. */
export const modelOfTarget = ({ service, aggregate }: AggregateModel, target: Aggregate): AggregateModel => {
  const found = aggregateModels(service).find((model) => model.aggregate.name === target.name);
  if (!found) throw new Error(`${aggregate.name} refers to ${target.name}, which nobody can create.`);
  return found;
};

/** A reference whose aggregate must exist: a field, or a field of the parts in a list. */
export type ReferenceModel = { field: Field; list?: Field; target: AggregateModel };

/** References to aggregates of this service among fields, and in the parts of lists. */
export const referencesIn = (model: AggregateModel, fields: readonly Field[]): ReferenceModel[] =>
  fields.flatMap((field) => {
    const target = targetOf(model.service, field);
    if (target) return [{ field, target: modelOfTarget(model, target) }];
    const { type } = field;
    if (type.kind !== 'list') return [];
    const child = model.aggregate.children.find(({ name }) => name === type.child);
    return (child?.fields ?? []).flatMap((inner) => {
      const innerTarget = targetOf(model.service, inner);
      return innerTarget ? [{ field: inner, list: field, target: modelOfTarget(model, innerTarget) }] : [];
    });
  });
