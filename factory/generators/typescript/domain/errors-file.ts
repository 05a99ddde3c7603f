import type { GeneratedFile } from '../../../domain/artifact.ts';
import type { AggregateModel } from '../aggregate-model.ts';
import { isReferredTo } from '../behaviour-model.ts';
import { block, paragraphs } from '../source-text.ts';

/** The refusal of an unknown id: `EventNotFound`. */
export const notFoundError = ({ type }: AggregateModel): string => `${type}NotFound`;

/** `src/domain/errors.ts`: what the domain refuses. */
export const errorsFile = (models: readonly AggregateModel[]): GeneratedFile => {
  const found = models.filter(({ isFound }) => isFound);
  const isVersioned = models.some(({ isMutable }) => isMutable);
  const hasUnique = models.some(({ aggregate }) => aggregate.fields.some(({ unique }) => unique));
  const hasRules = models.some(
    (model) => model.rules.length > 0 || model.aggregate.ledger?.floor !== undefined,
  );
  const hasStates = models.some(({ aggregate }) => aggregate.lifecycle);
  const hasReferences = models.some(({ service }) =>
    models.some(({ aggregate }) => isReferredTo(service, aggregate)),
  );
  const shared = [
    isVersioned && 'ConcurrentChangeError',
    hasUnique && 'DuplicateValueError',
    'IdempotencyKeyReusedError',
    'InvariantViolation',
    hasRules && 'RuleViolation',
    hasStates && 'StateConflict',
    hasReferences && 'UnknownReferenceError',
  ].filter(Boolean);
  return {
    path: 'src/domain/errors.ts',
    content: paragraphs(
      found.length > 0 && `import { NotFoundError } from '#connectsoft/domain-error';`,
      `export { ${shared.join(', ')} } from '#connectsoft/domain-error';`,
      ...found.map((model) =>
        block(
          `export class ${notFoundError(model)} extends NotFoundError {`,
          'constructor(id: string) {',
          `super(\`There is no ${model.noun} \${id}\`);`,
          '}',
          '}',
        ),
      ),
    ),
  };
};
