import { InvariantViolation } from './domain-error.ts';

/** Throws an InvariantViolation unless a field still has the value that it was created with. */
export const assertUnchanged = (field: string, value: unknown, kept: unknown): void => {
  if (JSON.stringify(value) !== JSON.stringify(kept))
    throw new InvariantViolation([
      { field, detail: `${field} cannot be changed: repeat it or leave it out` },
    ]);
};
