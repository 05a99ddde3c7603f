import type { Aggregate, UseCase } from '../../domain/blueprint.ts';
import type { Field } from '../../domain/field.ts';
import type { Operation } from '../../domain/operation.ts';
import { brokenRules } from './broken-rules.ts';
import type { Met } from './problem.ts';

const refersHere = ({ type }: Field): boolean => type.kind === 'reference' && type.service === undefined;

/** Fields in which a caller names something that must exist. */
const givesReferences = ({ fields, children }: Aggregate, useCase: UseCase): boolean =>
  'input' in useCase
    ? useCase.input.some(refersHere)
    : [...fields, ...children.flatMap((child) => child.fields)].some(refersHere);

const isWrite = ({ kind }: UseCase): boolean => !['get', 'search', 'export'].includes(kind);
const hasBody = (useCase: UseCase): boolean => isWrite(useCase) && useCase.kind !== 'remove';

const isOfOne = ({ kind }: UseCase): boolean => !['create', 'search', 'export'].includes(kind);

const isFrozenSomewhere = ({ lifecycle }: Aggregate): boolean =>
  lifecycle?.states.some(({ frozen }) => frozen) ?? false;

const stateMatters = (aggregate: Aggregate, { kind }: UseCase): boolean =>
  kind === 'transition' || (['update', 'remove', 'post'].includes(kind) && isFrozenSomewhere(aggregate));

/** Not everybody who is known may do it. */
const isRestricted = ({ roles, owner }: UseCase): boolean => roles.length > 0 || owner !== undefined;

const met = (condition: boolean, ...problems: Met[]): Met[] => (condition ? problems : []);

/** Problems that an operation can answer with, in the order of their statuses. */
export const operationProblems = ({ useCase, aggregate }: Operation): Met[] => {
  const { unprocessable, conflicting } = brokenRules(aggregate, useCase);
  const isVersioned = aggregate.kind === 'plain' && ['update', 'remove', 'transition'].includes(useCase.kind);
  const isUnique =
    ['create', 'update'].includes(useCase.kind) && aggregate.fields.some(({ unique }) => unique);
  const isRepeatable = useCase.kind === 'create' || useCase.kind === 'post';
  return [
    'ValidationFailed',
    'Unauthenticated',
    ...met(isRestricted(useCase), 'Forbidden'),
    ...met(isOfOne(useCase), 'NotFound'),
    ...met(isUnique, 'Conflict'),
    ...met(stateMatters(aggregate, useCase), 'StateConflict'),
    ...met(conflicting.length > 0, { problem: 'RuleViolated', rules: conflicting }),
    ...met(isVersioned, 'PreconditionFailed'),
    ...met(hasBody(useCase), 'PayloadTooLarge', 'UnsupportedMediaType'),
    ...met(isRepeatable, 'IdempotencyKeyReused'),
    ...met(hasBody(useCase) && givesReferences(aggregate, useCase), 'ReferenceNotFound'),
    ...met(unprocessable.length > 0, { problem: 'InvariantViolated', rules: unprocessable }),
    'InternalError',
  ];
};
