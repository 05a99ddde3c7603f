import type { DevelopmentMode } from './http-server.ts';
import { toInstant } from './instant.ts';
import type { Operations } from './operation.ts';
import { faulty } from './problem.ts';

const nowHeader = 'X-Development-Now';

const nowOf = (text: string): Date => {
  const instant = toInstant(text);
  if (instant === undefined)
    throw faulty('validation', [
      {
        parameter: nowHeader,
        detail: `${nowHeader} must be an RFC 3339 date-time, such as 2026-01-31T09:30:00Z`,
      },
    ]);
  return new Date(instant);
};

/** Believes the header that says what time it is. */
export const developmentMode = (operations: Operations): DevelopmentMode => ({
  contextOf: (header) => {
    const now = header(nowHeader);
    return now === undefined ? {} : { now: nowOf(now) };
  },
  operations,
});
