import { PortError } from '../port-error.ts';

/** Where the factory's own references are: tags move and go without a branch policy, and nobody proposes a change from one. */
const OWN = 'refs/tags/factory/';

const NAME = /^refs\/(?:heads|tags)\/[A-Za-z0-9][A-Za-z0-9._-]*(?:\/[A-Za-z0-9][A-Za-z0-9._-]*)*$/;

const isName = (name: string): boolean =>
  NAME.test(name) && name.length <= 200 && !/\.\.|\.lock(?:\/|$)|\.(?:\/|$)/.test(name);

const refuse = (given: string, needed: string): never => {
  throw new PortError(
    'invalid-configuration',
    `${JSON.stringify(given).slice(0, 200)} is no reference that the factory takes: ${needed}.`,
  );
};

/** Where to look for what is asked for: a commit by its id, or a reference by its full name; a name alone is a branch. */
export const placeOfVersion = (at: string): { commit: string } | { reference: string } => {
  if (/^[0-9a-f]{40}$/.test(at)) return { commit: at };
  const reference = at.startsWith('refs/') ? at : `refs/heads/${at}`;
  return isName(reference)
    ? { reference }
    : refuse(at, 'give a branch, a full name below refs/heads or refs/tags, or a commit');
};

/** Branch `name` by its full name. */
export const branchReference = (name: string): string => {
  const reference = `refs/heads/${name}`;
  return isName(reference) ? reference : refuse(name, 'give the name of a branch');
};

export const refuseForeignReference = (name: string): void => {
  if (!name.startsWith(OWN) || !isName(name)) refuse(name, `it moves only its own, below ${OWN}`);
};

/** `heads/…` and `tags/…` alone are listed. */
export const refuseForeignPrefix = (prefix: string): void => {
  if (!/^refs\/(?:heads|tags)\/[\w./-]{0,200}$/.test(prefix) || prefix.includes('..'))
    refuse(prefix, 'give what begins with refs/heads/ or refs/tags/');
};
