import {
  ConcurrentChangeError,
  DuplicateValueError,
  ForbiddenError,
  IdempotencyKeyReusedError,
  InvariantViolation,
  NotFoundError,
  RuleViolation,
  StateConflict,
  UnauthenticatedError,
  UnknownReferenceError,
  type Violation,
} from './domain-error.ts';
import { faulty, Problem, type Fault } from './problem.ts';

/** Names of fields as steps of a JSON Pointer. */
const pointerTo = (...path: readonly string[]): string =>
  ['#', ...path.map((step) => step.replaceAll('~', '~0').replaceAll('/', '~1'))].join('/');

const faultOf = ({ field, detail, path = [field] }: Violation): Fault => ({
  pointer: pointerTo(...path),
  detail,
});

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

/** Refusals of what the business does not allow, or of who asks. */
const behaviourProblem = (error: unknown): Problem | undefined => {
  if (error instanceof RuleViolation)
    return new Problem('rule-violated', error.message, [], {
      status: error.kind === 'conflict' ? 409 : 422,
      rule: error.rule,
    });
  if (error instanceof StateConflict) return new Problem('state-conflict', error.message);
  if (error instanceof UnknownReferenceError)
    return new Problem('validation', error.message, [faultOf(error.violation)], { status: 422 });
  if (error instanceof UnauthenticatedError)
    return new Problem('unauthenticated', error.message, [], { headers: { 'www-authenticate': 'Bearer' } });
  if (error instanceof ForbiddenError) return new Problem('forbidden', error.message);
  return undefined;
};

const domainProblem = (error: unknown): Problem | undefined => {
  if (error instanceof InvariantViolation) return faulty('validation', error.violations.map(faultOf));
  if (error instanceof NotFoundError) return new Problem('not-found', error.message);
  if (error instanceof ConcurrentChangeError) return new Problem('precondition-failed', error.message);
  if (error instanceof IdempotencyKeyReusedError)
    return faulty('idempotency-key-reused', [{ parameter: 'Idempotency-Key', detail: error.message }]);
  if (error instanceof DuplicateValueError)
    return faulty('conflict', [{ pointer: pointerTo(error.field), detail: error.message }]);
  return behaviourProblem(error);
};

/** The problem that an error means to the caller. Whatever is no refusal is `internal` and says nothing about the inside. */
export const problemOf = (error: unknown): Problem => {
  if (error instanceof Problem) return error;
  const known = domainProblem(error) ?? (error instanceof Error ? frameworkProblem(error) : undefined);
  return (
    known ?? new Problem('internal', 'The service failed; its log has the reason under the correlation id')
  );
};
