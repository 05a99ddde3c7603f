import type { Child } from '../../domain/aggregate.ts';
import type { Aggregate } from '../../domain/blueprint.ts';
import { isGiven } from '../../domain/field.ts';
import { camelCase, kebabCase, sentenceCase } from '../../domain/naming.ts';
import { isNowDerived } from './derived-model.ts';
import { repositoryName, typeName, variableName } from './identifiers.ts';

/** The server adds to what a caller gives of a part. */
export const isCompletedChild = ({ fields }: Child): boolean =>
  fields.some((field) => !isGiven(field) || field.default === 'now');

/** What an aggregate is called in code. */
export const namesOf = (aggregate: Aggregate) => {
  const type = typeName(aggregate.name);
  const one = variableName(camelCase(aggregate.name));
  const parts = new Set(
    aggregate.fields.flatMap((field) => (field.type.kind === 'list' ? field.type.child : [])),
  );
  const isCompleted =
    aggregate.fields.some((field) => field.default === 'now') ||
    aggregate.children.some((child) => parts.has(child.name) && isCompletedChild(child));
  const isFixed = aggregate.fields.some(({ immutable }) => immutable);
  const isSeenOtherwise =
    aggregate.reservable || aggregate.fields.some((field) => isNowDerived(aggregate, field));
  const inputType = isCompleted ? `${type}Input` : `${type}Fields`;
  return {
    type,
    one,
    many: repositoryName(one, camelCase(aggregate.plural)),
    folder: kebabCase(aggregate.name),
    collection: kebabCase(aggregate.plural),
    noun: sentenceCase(aggregate.name).toLowerCase(),
    nouns: sentenceCase(aggregate.plural).toLowerCase(),
    inputType,
    changeType: isFixed ? `${type}Change` : inputType,
    snapshotType: isSeenOtherwise ? `${type}Snapshot` : `${type}State`,
  };
};
