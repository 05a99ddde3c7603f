import type { UseCase } from '../domain/blueprint.ts';

type Values = Readonly<Record<string, unknown>>;

/**
 * The header by which a service in development mode is told who calls: somebody with every role of the use case, and with
 * the name that the owner's field holds. Nothing where everybody may.
 */
export const actorHeaders = (
  { roles, owner }: Pick<UseCase, 'roles' | 'owner'>,
  values: Values,
): Record<string, string> => {
  if (roles.length === 0 && owner === undefined) return {};
  const name = owner === undefined ? 'tester' : String(values[owner] ?? 'tester');
  return { 'x-development-actor': `${name};roles=${roles.join(',')}` };
};
