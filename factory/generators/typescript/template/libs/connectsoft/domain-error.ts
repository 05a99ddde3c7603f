/** A refusal that the domain's language explains. Anything else that is thrown is a fault. */
export abstract class DomainError extends Error {
  override get name(): string {
    return this.constructor.name;
  }
}

/** A broken rule about one field: `actor is required`. */
export type Violation = { field: string; detail: string };

export class InvariantViolation extends DomainError {
  readonly violations: readonly Violation[];

  constructor(violations: readonly Violation[]) {
    super(violations.map(({ detail }) => detail).join('; '));
    this.violations = violations;
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
