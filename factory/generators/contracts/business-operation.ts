import type { Aggregate, Service } from '../../domain/blueprint.ts';
import { kebabCase, sentenceCase } from '../../domain/naming.ts';
import type { Operation } from '../../domain/operation.ts';
import type { JsonObject } from './json-object.ts';
import { exportContent, pageContent, requestBody, resourceContent } from './operation-content.ts';
import { filterParameters, itemParameter } from './operation-parameters.ts';
import { descriptionText, plainText, sentences } from './plain-text.ts';
import { problemResponses, type ProblemName } from './problem.ts';
import { headerRef, parameterRef, type HeaderName } from './shared-components.ts';

/** Tag of the operations of an aggregate. */
export const aggregateTag = (aggregate: Aggregate): string => sentenceCase(aggregate.plural);

const answerHeaders = (...named: readonly (readonly [string, HeaderName])[]): JsonObject => ({
  ...Object.fromEntries(named.map(([header, component]) => [header, headerRef(component)])),
  'X-Correlation-Id': headerRef('CorrelationId'),
});

/** What is special about a kind of use case: parameters, answer of success, problems. */
const shapeOf = (
  service: Service,
  { useCase, aggregate }: Operation,
): { note: string; parameters: JsonObject[]; success: JsonObject; problems: ProblemName[] } => {
  const versioned = aggregate.kind === 'plain';
  const etag: (readonly [string, HeaderName])[] = versioned ? [['ETag', 'ETag']] : [];
  const conflict: ProblemName[] = aggregate.fields.some(({ unique }) => unique) ? ['Conflict'] : [];
  const stale: ProblemName[] = versioned ? ['PreconditionFailed'] : [];
  const ifMatch = versioned ? [parameterRef('IfMatch')] : [];
  const content = () => resourceContent(service, aggregate);
  switch (useCase.kind) {
    case 'create':
      return {
        note: '',
        parameters: [parameterRef('IdempotencyKey')],
        success: {
          description: 'Recorded.',
          headers: answerHeaders(['Location', 'Location'], ...etag),
          content: content(),
        },
        problems: [
          'ValidationFailed',
          ...conflict,
          'PayloadTooLarge',
          'UnsupportedMediaType',
          'IdempotencyKeyReused',
        ],
      };
    case 'get':
      return {
        note: '',
        parameters: [itemParameter(aggregate)],
        success: { description: 'Found.', headers: answerHeaders(...etag), content: content() },
        problems: ['ValidationFailed', 'NotFound'],
      };
    case 'update':
      return {
        note: 'Replaces all fields',
        parameters: [itemParameter(aggregate), ...ifMatch],
        success: { description: 'Changed.', headers: answerHeaders(...etag), content: content() },
        problems: [
          'ValidationFailed',
          'NotFound',
          ...conflict,
          ...stale,
          'PayloadTooLarge',
          'UnsupportedMediaType',
        ],
      };
    case 'remove':
      return {
        note: '',
        parameters: [itemParameter(aggregate), ...ifMatch],
        success: { description: 'Removed.', headers: answerHeaders() },
        problems: ['ValidationFailed', 'NotFound', ...stale],
      };
    case 'search':
      return {
        note: 'Newest first, page by page',
        parameters: [parameterRef('Limit'), parameterRef('Cursor')],
        success: {
          description: 'One page.',
          headers: answerHeaders(),
          content: pageContent(service, aggregate),
        },
        problems: ['ValidationFailed'],
      };
    case 'export':
      return {
        note: 'Streamed, oldest first. Without `format` the `Accept` header decides, else CSV',
        parameters: [
          {
            name: 'format',
            in: 'query',
            description: 'Format of the file.',
            schema: { type: 'string', enum: useCase.formats },
          },
        ],
        success: {
          description: `The file \`${kebabCase(aggregate.plural)}.${useCase.formats.join('` or `.')}\`.`,
          headers: answerHeaders(['Content-Disposition', 'ContentDisposition']),
          content: exportContent(aggregate, useCase.formats),
        },
        problems: ['ValidationFailed'],
      };
  }
};

/** OpenAPI operation of a use case. */
export const businessOperation = (service: Service, operation: Operation): JsonObject => {
  const { useCase, aggregate, status } = operation;
  const { note, parameters, success, problems } = shapeOf(service, operation);
  return {
    operationId: useCase.name,
    summary: plainText(useCase.summary),
    description: sentences(`Actor: ${descriptionText(useCase.actor)}`, note),
    tags: [aggregateTag(aggregate)],
    parameters: [...filterParameters(operation), ...parameters, parameterRef('CorrelationId')],
    ...requestBody(operation),
    responses: { [status]: success, ...problemResponses([...problems, 'InternalError']) },
  };
};
