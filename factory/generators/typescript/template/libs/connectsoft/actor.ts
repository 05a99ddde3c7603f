import { ForbiddenError, UnauthenticatedError } from './domain-error.ts';
import type { Actor } from './request-context.ts';

export type { Actor } from './request-context.ts';

const known = (actor: Actor | undefined): Actor => {
  if (!actor) throw new UnauthenticatedError();
  return actor;
};

/** Throws an UnauthenticatedError for nobody, a ForbiddenError for somebody without one of the roles. */
export const assertRole = (actor: Actor | undefined, roles: readonly string[]): void => {
  const { roles: own, isService } = known(actor);
  if (!isService && !roles.some((role) => own.includes(role))) throw new ForbiddenError();
};

/** Throws an UnauthenticatedError for nobody, a ForbiddenError for everybody but the owner. */
export const assertOwner = (actor: Actor | undefined, owner: string | undefined): void => {
  const { name, isService } = known(actor);
  if (!isService && name !== owner) throw new ForbiddenError();
};

/** The name of the one who asks. Throws an UnauthenticatedError for nobody. */
export const nameOf = (actor: Actor | undefined): string => known(actor).name;
