import { StateConflict } from './domain-error.ts';

/** Throws a StateConflict unless the state is one of those that are allowed. */
export const assertState = <State extends string>(
  field: string,
  state: State,
  allowed: readonly State[],
): void => {
  if (!allowed.includes(state)) throw new StateConflict(field, state, allowed);
};
