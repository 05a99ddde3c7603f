import {
  ConcurrentChangeError,
  DuplicateValueError,
  IdempotencyKeyReusedError,
  InvariantViolation,
  NotFoundError,
} from './domain-error.ts';
import { faulty, Problem, type Fault } from './problem.ts';

/** A field's name as a step of a JSON Pointer. */
const pointerTo = (field: string): string => `#/${field.replaceAll('~', '~0').replaceAll('/', '~1')}`;

const frameworkProblem = (error: { statusCode?: unknown; message: string }): Problem | undefined => {
  switch (error.statusCode) {
    case 400:
      return new Problem('validation', `The request cannot be read: ${error.message}`);
    case 404:
    case 414:
      return new Problem('not-found', 'There is nothing at this path');
    case 413:
      return new Problem('payload-too-large', 'The body is over 1 MiB: send less');
    case 415:
      return new Problem('unsupported-media-type', 'Content-Type must be application/json');
    default:
      return undefined;
  }
};

const domainProblem = (error: unknown): Problem | undefined => {
  if (error instanceof InvariantViolation) {
    const faults = error.violations.map(({ field, detail }): Fault => ({
      pointer: pointerTo(field),
      detail,
    }));
    return faulty('validation', faults);
  }
  if (error instanceof NotFoundError) return new Problem('not-found', error.message);
  if (error instanceof ConcurrentChangeError) return new Problem('precondition-failed', error.message);
  if (error instanceof IdempotencyKeyReusedError)
    return faulty('idempotency-key-reused', [{ parameter: 'Idempotency-Key', detail: error.message }]);
  if (error instanceof DuplicateValueError)
    return faulty('conflict', [{ pointer: pointerTo(error.field), detail: error.message }]);
  return undefined;
};

/** The problem that an error means to the caller. Whatever is no refusal is `internal` and says nothing about the inside. */
export const problemOf = (error: unknown): Problem => {
  if (error instanceof Problem) return error;
  const known = domainProblem(error) ?? (error instanceof Error ? frameworkProblem(error) : undefined);
  return (
    known ?? new Problem('internal', 'The service failed; its log has the reason under the correlation id')
  );
};
