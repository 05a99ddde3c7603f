import { Ajv2020 } from 'ajv/dist/2020.js';

import type { CloudEvent } from './cloud-event.ts';
import { DomainError } from './domain-error.ts';
import { isInstant } from './instant.ts';
import { noContent, type Operation } from './operation.ts';
import { faulty, Problem } from './problem.ts';
import { isFinal, NeverApplicable, NotYetApplicable } from './reaction.ts';
import { bodyFault } from './schema-fault.ts';

const text = { type: 'string', minLength: 1 };

const isEvent = new Ajv2020({
  allErrors: true,
  formats: { 'date-time': isInstant },
  strict: false,
  validateSchema: false,
}).compile({
  type: 'object',
  required: ['specversion', 'id', 'type', 'source', 'subject', 'data'],
  properties: {
    specversion: { const: '1.0' },
    id: text,
    type: text,
    source: text,
    subject: text,
    time: { type: 'string', format: 'date-time' },
    correlationid: text,
    traceparent: text,
    data: { type: 'object' },
  },
});

/** A subscriber takes an event again exactly where this answers that it is not ready. */
const problemOf = (error: unknown): unknown => {
  if (error instanceof NeverApplicable) return new Problem('conflict', error.message);
  const isPassing = error instanceof NotYetApplicable || (error instanceof DomainError && !isFinal(error));
  return isPassing ? new Problem('not-ready', error.message) : error;
};

/** Takes one CloudEvent and answers when every reaction to it was applied. */
export const receiveEvent =
  (dispatch: (event: CloudEvent) => Promise<void>): Operation =>
  async ({ body }) => {
    if (!isEvent(body)) throw faulty('validation', (isEvent.errors ?? []).map(bodyFault));
    try {
      await dispatch(body as CloudEvent);
    } catch (error) {
      throw problemOf(error);
    }
    return noContent();
  };
