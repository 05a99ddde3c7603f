import type { FailureKind } from '../factory/domain/failure.ts';

const marker = Symbol.for('connectsoft.factory.PortError');

/** An error that a port classified where it arose. Its message is for people and holds no secret. */
export class PortError extends Error {
  readonly [marker] = true;
  readonly kind: FailureKind;
  readonly retryAfterMs: number | undefined;

  constructor(kind: FailureKind, message: string, options: { retryAfterMs?: number; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.name = 'PortError';
    this.kind = kind;
    this.retryAfterMs = options.retryAfterMs;
  }

  /** Holds across bundles, where `instanceof` does not. */
  static is(error: unknown): error is PortError {
    return typeof error === 'object' && error !== null && marker in error;
  }
}
