import type { Aggregate, Service, UseCase } from '../../domain/blueprint.ts';
import { kebabCase, sentenceCase } from '../../domain/naming.ts';
import type { Operation } from '../../domain/operation.ts';
import type { JsonObject } from './json-object.ts';
import { exportContent, pageContent, requestBody, resourceContent } from './operation-content.ts';
import { filterParameters, itemParameter } from './operation-parameters.ts';
import { descriptionText, plainText, sentences } from './plain-text.ts';
import { operationProblems } from './operation-problems.ts';
import { problemResponses } from './problem.ts';
import { headerRef, parameterRef, type HeaderName } from './shared-components.ts';

/** Tag of the operations of an aggregate. */
export const aggregateTag = (aggregate: Aggregate): string => sentenceCase(aggregate.plural);

const answerHeaders = (...named: readonly (readonly [string, HeaderName])[]): JsonObject => ({
  ...Object.fromEntries(named.map(([header, component]) => [header, headerRef(component)])),
  'X-Correlation-Id': headerRef('CorrelationId'),
});

type Shape = { note: string; parameters: JsonObject[]; success: JsonObject };

const stateNote = (aggregate: Aggregate, from: readonly string[], to: string): string =>
  `Only where \`${aggregate.lifecycle?.field ?? 'status'}\` is \`${from.join('` or `')}\`; afterwards it is \`${to}\``;

const postNote = ({ ledger }: Aggregate, direction: 'in' | 'out'): string => {
  if (direction === 'in') return 'Adds to the balance';
  return ledger?.expiry
    ? 'Takes from the balance, what expires first before the rest'
    : 'Takes from the balance';
};

/** What is special about a kind of use case: parameters and the answer of success. */
const shapeOf = (service: Service, operation: Operation): Shape => {
  const { useCase, aggregate } = operation;
  const isVersioned = aggregate.kind === 'plain';
  const etag: (readonly [string, HeaderName])[] = isVersioned ? [['ETag', 'ETag']] : [];
  const ifMatch = isVersioned ? [parameterRef('IfMatch')] : [];
  const found = (description: string): JsonObject => ({
    description,
    headers: answerHeaders(...etag),
    content: resourceContent(service, operation),
  });
  switch (useCase.kind) {
    case 'create':
      return {
        note: '',
        parameters: [parameterRef('IdempotencyKey')],
        success: { ...found('Recorded.'), headers: answerHeaders(['Location', 'Location'], ...etag) },
      };
    case 'get':
      return { note: '', parameters: [itemParameter(aggregate)], success: found('Found.') };
    case 'update':
      return {
        note: 'Replaces all fields',
        parameters: [itemParameter(aggregate), ...ifMatch],
        success: found('Changed.'),
      };
    case 'remove':
      return {
        note: '',
        parameters: [itemParameter(aggregate), ...ifMatch],
        success: { description: 'Removed.', headers: answerHeaders() },
      };
    case 'transition':
      return {
        note: stateNote(aggregate, useCase.from, useCase.to),
        parameters: [itemParameter(aggregate), ...ifMatch],
        success: found('Done.'),
      };
    case 'post':
      return {
        note: postNote(aggregate, useCase.direction),
        parameters: [itemParameter(aggregate), parameterRef('IdempotencyKey')],
        success: found('Posted.'),
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
      };
  }
};

const whoNote = ({ roles, owner }: UseCase): string[] => [
  roles.length > 0 ? `Only for the roles \`${roles.join('`, `')}\`` : '',
  owner === undefined ? '' : `Only for the one whom \`${owner}\` names`,
];

/** OpenAPI operation of a use case. */
export const businessOperation = (service: Service, operation: Operation): JsonObject => {
  const { useCase, aggregate, status } = operation;
  const { note, parameters, success } = shapeOf(service, operation);
  return {
    operationId: useCase.name,
    summary: plainText(useCase.summary),
    description: sentences(`Actor: ${descriptionText(useCase.actor)}`, note, ...whoNote(useCase)),
    tags: [aggregateTag(aggregate)],
    parameters: [...filterParameters(operation), ...parameters, parameterRef('CorrelationId')],
    ...requestBody(operation),
    responses: { [status]: success, ...problemResponses(operationProblems(operation)) },
  };
};
