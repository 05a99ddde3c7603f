import { ConcurrentChangeError } from './domain-error.ts';

/** Changes that are tried when nobody said which version they mean. */
const attempts = 10;

/**
 * Runs a change that reads, asserts the version that it found, and writes. `expected`: the versions that the caller
 * means; without them the change applies to whichever version there is, and is repeated when somebody else was faster.
 */
export const optimistically = async <T>(
  expected: readonly number[] | undefined,
  change: (assertExpected: (version: number) => void) => Promise<T>,
): Promise<T> => {
  const assertExpected = (version: number) => {
    if (expected && !expected.includes(version)) throw new ConcurrentChangeError();
  };
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await change(assertExpected);
    } catch (error) {
      if (expected || attempt === attempts || !(error instanceof ConcurrentChangeError)) throw error;
    }
  }
};
