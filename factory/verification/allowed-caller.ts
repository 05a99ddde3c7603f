import type { UseCase } from '../domain/blueprint.ts';
import type { Caller } from './development-tokens.ts';

/** Somebody who may: with every role of the use case, and with the name that the owner's field holds. */
export const allowedCaller = (
  { roles, owner }: Pick<UseCase, 'roles' | 'owner'>,
  values: Readonly<Record<string, unknown>>,
): Caller => ({ name: owner === undefined ? 'tester' : String(values[owner] ?? 'tester'), roles });
