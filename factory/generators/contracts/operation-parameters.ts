import { serverFields, type Aggregate } from '../../domain/aggregate.ts';
import type { Field } from '../../domain/field.ts';
import { sentenceCase } from '../../domain/naming.ts';
import { idParameter, queryParameters, type Operation, type QueryParameter } from '../../domain/operation.ts';
import { boundSchema, typeSchema } from './field-schema.ts';
import type { JsonObject } from './json-object.ts';

/** Path parameter of one resource. Any text is a legal id: one that names nothing is not found. */
export const itemParameter = (aggregate: Aggregate): JsonObject => ({
  name: idParameter(aggregate),
  in: 'path',
  required: true,
  description: `Id of the ${sentenceCase(aggregate.name).toLowerCase()}.`,
  schema: { type: 'string' },
});

const filterable = (aggregate: Aggregate): Field[] => [...aggregate.fields, ...serverFields(aggregate)];

const filterSchemaOf = (aggregate: Aggregate, { field: name, bound }: QueryParameter): JsonObject => {
  if (name === 'recordedAt') return { type: 'string', format: 'date-time' };
  if (name === 'id') return { type: 'string' };
  const field = filterable(aggregate).find((candidate) => candidate.name === name);
  if (!field)
    throw new Error(
      `${aggregate.name} has no field ${name} to filter by. Name one of its fields, or recordedAt.`,
    );
  return bound === 'equals' ? typeSchema(field.type) : boundSchema(field.type);
};

const filterDescription = (aggregate: Aggregate, { field: name, bound }: QueryParameter): string => {
  if (bound === 'equals') return `Only those whose \`${name}\` equals this.`;
  const kind = filterable(aggregate).find((field) => field.name === name)?.type.kind ?? 'instant';
  const isTime = kind === 'instant' || kind === 'date';
  if (bound === 'from') return `Only those whose \`${name}\` is this or ${isTime ? 'later' : 'more'}.`;
  return `Only those whose \`${name}\` is ${isTime ? 'before' : 'less than'} this.`;
};

/** Query parameters of the filters that a search or export declares; none for other operations. */
export const filterParameters = (operation: Operation): JsonObject[] => {
  const { useCase, aggregate } = operation;
  if (useCase.kind !== 'search' && useCase.kind !== 'export') return [];
  return queryParameters(useCase, aggregate).map((parameter) => ({
    name: parameter.name,
    in: 'query',
    description: filterDescription(aggregate, parameter),
    schema: filterSchemaOf(aggregate, parameter),
  }));
};
