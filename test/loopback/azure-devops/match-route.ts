import { contract, type Operation } from './contract.ts';

export type Match = { operation: Operation; path: Record<string, string> };

/** Path parameters that the service lets a caller leave out at the end of a path, or between others. */
const optional = new Set(['{team}', '{path}', '{timelineId}']);

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);

const patternOf = ({ segments, projectOptional }: Operation): RegExp => {
  const parts = segments.map((segment) => {
    const parameter = /^(\$?)\{(\w+)\}$/.exec(segment);
    if (!parameter) return `/${escape(segment)}`;
    const part = `/${escape(parameter[1] ?? '')}(?<${parameter[2]}>${segment === '{path}' ? '.+' : '[^/]+'})`;
    const isLeftOut = optional.has(segment) || (segment === '{project}' && projectOptional === true);
    return isLeftOut ? `(?:${part})?` : part;
  });
  return new RegExp(`^${parts.join('')}/?$`, 'i');
};

const routes = contract.operations.map((operation) => ({ operation, pattern: patternOf(operation) }));

/** Literal segments first: `/pullrequests/{id}` gives way to nothing that only a parameter matches. */
const literals = ({ segments }: Operation): number =>
  segments.filter((segment) => !segment.includes('{')).length;

const decoded = (groups: Record<string, string | undefined> | undefined): Record<string, string> =>
  Object.fromEntries(
    Object.entries(groups ?? {}).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, decodeURIComponent(value)]],
    ),
  );

/** All operations of a path, of whatever method. `path` is that of a URL, encoded. */
export const matchPath = (path: string): Match[] =>
  routes
    .flatMap(({ operation, pattern }) => {
      const found = pattern.exec(path);
      return found && !found[0].includes('/_apis/_apis') ? [{ operation, path: decoded(found.groups) }] : [];
    })
    .filter(({ path: { project = '', organization = '' } }) => !`${organization}${project}`.includes('_apis'))
    .toSorted((a, b) => literals(b.operation) - literals(a.operation));

const requiredOf = ({ query }: Operation): string[] =>
  query.filter(({ required }) => required === true).map(({ name }) => name.toLowerCase());

/** The one whose required parameters are all there; of two, the one that requires more. */
export const selectOperation = (matches: readonly Match[], query: URLSearchParams): Match | undefined => {
  const given = new Set([...query.keys()].map((name) => name.toLowerCase()));
  const byNeed = matches.toSorted((a, b) => requiredOf(b.operation).length - requiredOf(a.operation).length);
  return (
    byNeed.find(({ operation }) => requiredOf(operation).every((name) => given.has(name))) ?? byNeed.at(-1)
  );
};
