import type { DevelopmentMode } from './http-server.ts';
import { toInstant } from './instant.ts';
import type { Operations } from './operation.ts';
import { faulty } from './problem.ts';
import type { Actor } from './request-context.ts';

const actorHeader = 'X-Development-Actor';
const nowHeader = 'X-Development-Now';

/** `mia;roles=manager,clerk` */
const actorOf = (text: string): Actor => {
  const [, name, roles = ''] = /^\s*([^;]*[^;\s])\s*(?:;\s*roles=([a-z0-9, -]*))?$/.exec(text) ?? [];
  if (name === undefined)
    throw faulty('validation', [
      { parameter: actorHeader, detail: `${actorHeader} must be like mia;roles=manager,clerk` },
    ]);
  return {
    name,
    roles: roles
      .split(',')
      .map((role) => role.trim())
      .filter(Boolean),
  };
};

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

/** Believes the headers that say who calls, and what time it is. */
export const developmentMode = (operations: Operations): DevelopmentMode => ({
  contextOf: (header) => {
    const [actor, now] = [header(actorHeader), header(nowHeader)];
    return {
      ...(actor !== undefined && { actor: actorOf(actor) }),
      ...(now !== undefined && { now: nowOf(now) }),
    };
  },
  operations,
});
