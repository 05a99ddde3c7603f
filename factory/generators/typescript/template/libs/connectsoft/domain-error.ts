/** A refusal that the domain's language explains. Anything else that is thrown is a fault. */
export abstract class DomainError extends Error {
  override get name(): string {
    return this.constructor.name;
  }
}

/** A broken rule about one field: `actor is required`. `path`: the steps to it where it is inside another one. */
export type Violation = { field: string; detail: string; path?: readonly string[] };

export class InvariantViolation extends DomainError {
  readonly violations: readonly Violation[];

  constructor(violations: readonly Violation[]) {
    super(violations.map(({ detail }) => detail).join('; '));
    this.violations = violations;
  }
}

/** A broken rule of the business. `unprocessable`: what it would become cannot be; `conflict`: it cannot be now. */
export class RuleViolation extends DomainError {
  readonly rule: string;
  readonly kind: 'unprocessable' | 'conflict';

  constructor(rule: string, statement: string, kind: 'unprocessable' | 'conflict') {
    super(statement);
    this.rule = rule;
    this.kind = kind;
  }
}

/** It cannot be done in the state that the aggregate is in. */
export class StateConflict extends DomainError {
  constructor(field: string, state: string, allowed: readonly string[]) {
    super(`${field} is ${state}${allowed.length > 0 ? `: it must be ${allowed.join(' or ')}` : ''}`);
  }
}

/** A field names an aggregate that does not exist. */
export class UnknownReferenceError extends DomainError {
  readonly violation: Violation;

  /** `path`: the steps to the field, where it is in a part. */
  constructor(field: string, noun: string, path: readonly string[] = [field]) {
    super(`${field} must be the id of a known ${noun}`);
    this.violation = { field, detail: this.message, path };
  }
}

/** Nobody is known to ask for what not everybody may have. */
export class UnauthenticatedError extends DomainError {
  constructor() {
    super('Say who you are: not everybody may do this');
  }
}

export class ForbiddenError extends DomainError {
  constructor() {
    super('The one who asks may not do this');
  }
}

export class NotFoundError extends DomainError {}

/** Another aggregate already holds this value of a unique field. */
export class DuplicateValueError extends DomainError {
  readonly field: string;

  constructor(field: string) {
    super(`${field} is already taken`);
    this.field = field;
  }
}

/** The stored version is not the one that the change was based on. */
export class ConcurrentChangeError extends DomainError {
  constructor() {
    super('It was changed in the meantime: read it again and repeat the change on what it is now');
  }
}

export class IdempotencyKeyReusedError extends DomainError {
  constructor() {
    super('Idempotency-Key was used before with another body: send a new key for a new request');
  }
}
