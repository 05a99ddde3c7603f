import type { Aggregate, Example, Service } from '../../domain/blueprint.ts';
import { camelCase } from '../../domain/naming.ts';
import type { JsonObject } from './json-object.ts';
import { plainText } from './plain-text.ts';

const recordedAt = '2026-01-15T09:30:00.000Z';

/** The example inputs of an aggregate: those of create, else those of update. */
export const examplesOf = (service: Service, aggregate: Aggregate): Example[] => {
  const own = service.useCases.filter((useCase) => useCase.aggregate === aggregate.name);
  const create = own.find((useCase) => useCase.kind === 'create');
  const update = own.find((useCase) => useCase.kind === 'update');
  return (create ?? update)?.examples ?? [];
};

/** A resource as the service would answer it for an example input, with an identity made up for the documentation. */
export const resourceExample = (aggregate: Aggregate, input: JsonObject): JsonObject => ({
  id: '019bc0fd-89c0-7b3a-8f21-5d0c6e9a4b17',
  recordedAt,
  ...Object.fromEntries(
    aggregate.fields.flatMap(({ name, default: fallback }) => {
      const value =
        (Object.hasOwn(input, name) ? input[name] : undefined) ??
        (fallback === 'now' ? recordedAt : undefined);
      return value === undefined ? [] : [[name, value]];
    }),
  ),
});

/** OpenAPI `examples` under distinct keys made from their titles. */
export const namedExamples = (
  examples: readonly Example[],
  valueOf: (example: Example) => unknown,
): JsonObject => {
  const named: JsonObject = {};
  for (const [index, example] of examples.entries()) {
    const key = camelCase(example.title).slice(0, 60) || 'example';
    named[Object.hasOwn(named, key) ? `${key}${index + 1}` : key] = {
      summary: plainText(example.title),
      value: valueOf(example),
    };
  }
  return named;
};
