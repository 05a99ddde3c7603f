import { expect, it } from 'vitest';

import { assertOwner, assertRole } from '#connectsoft/actor';
import { ForbiddenError, UnauthenticatedError } from '#connectsoft/domain-error';

const clerk = { name: 'mia', roles: ['clerk'] };
const service = { name: 'billing', roles: [], isService: true } as const;

it('lets somebody through who has one of the roles', () => {
  expect(() => assertRole(clerk, ['manager', 'clerk'])).not.toThrow();
  expect(() => assertRole(service, ['manager'])).not.toThrow();
});

it('refuses nobody, and somebody without a role', () => {
  expect(() => assertRole(undefined, ['clerk'])).toThrow(UnauthenticatedError);
  expect(() => assertRole(clerk, ['manager'])).toThrow(ForbiddenError);
  expect(() => assertRole(clerk, [])).toThrow(ForbiddenError);
});

it('lets the owner through, and nobody else', () => {
  expect(() => assertOwner(clerk, 'mia')).not.toThrow();
  expect(() => assertOwner(service, 'mia')).not.toThrow();
  expect(() => assertOwner(clerk, 'tom')).toThrow(ForbiddenError);
  expect(() => assertOwner(clerk, undefined)).toThrow(ForbiddenError);
  expect(() => assertOwner(undefined, 'mia')).toThrow(UnauthenticatedError);
});
