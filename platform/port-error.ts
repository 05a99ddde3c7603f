import type { CriticalReason, FailureKind } from '../factory/domain/failure.ts';

const marker = Symbol.for('connectsoft.factory.PortError');

/** An error that a port classified where it arose. Its message is for people and holds no secret. */
export class PortError extends Error {
  readonly [marker] = true;
  readonly kind: FailureKind;
  readonly retryAfterMs: number | undefined;
  readonly criticalReason: CriticalReason | undefined;

  constructor(
    kind: FailureKind,
    message: string,
    options: { retryAfterMs?: number; criticalReason?: CriticalReason; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = 'PortError';
    this.kind = kind;
    this.retryAfterMs = options.retryAfterMs;
    this.criticalReason = options.criticalReason;
  }

  /** Holds across bundles, where `instanceof` does not. */
  static is(error: unknown): error is PortError {
    return typeof error === 'object' && error !== null && marker in error;
  }
}

/** What nothing may go on after: kind `critical`, with what makes it so. */
export const criticalError = (criticalReason: CriticalReason, message: string): PortError =>
  new PortError('critical', message, { criticalReason });
