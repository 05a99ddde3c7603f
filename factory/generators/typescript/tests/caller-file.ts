import type { GeneratedFile } from '../../../domain/artifact.ts';
import type { Service } from '../../../domain/blueprint.ts';
import { collectionPath } from '../../../domain/operation.ts';
import { asksActor, hasBehaviour } from '../service-model.ts';
import { block, literal, paragraphs } from '../source-text.ts';
import { stamp } from './worlds.ts';

/** Fields that name the owner, by the path of the collection. */
const ownersOf = ({ aggregates, useCases }: Service): Record<string, string> =>
  Object.fromEntries(
    aggregates.flatMap((aggregate) => {
      const owned = useCases.find((useCase) => useCase.aggregate === aggregate.name && useCase.owner);
      return owned?.owner ? [[collectionPath(aggregate), owned.owner]] : [];
    }),
  );

const rolesOf = ({ useCases }: Service): string[] =>
  [...new Set(useCases.flatMap(({ roles }) => roles))].toSorted();

const caller = (service: Service): string => {
  const roles = rolesOf(service);
  return roles.length > 0 ? `;roles=${roles.join(',')}` : '';
};

const plainFile = (isTimed: boolean): string =>
  paragraphs(
    block(`import { bearer } from './bearer.ts';`, `import type { Call } from './contract.ts';`),
    isTimed && `const now = ${literal(stamp.at)};`,
    block(
      isTimed
        ? '/** Headers by which a test says who calls, and what time it is. */'
        : '/** Headers by which a test says who calls. */',
      `export const claims = (_path: string, { ${isTimed ? 'at = now, ' : ''}as = 'tester' }: Call): Record<string, string> => ({`,
      isTimed && `'x-development-now': at,`,
      '...(as !== null && { authorization: bearer(as) }),',
      '});',
    ),
    block(
      '/** What was answered at a path: nobody owns it. */',
      'export const remember = (_path: string, _body: Record<string, unknown>): void => undefined;',
    ),
  );

const actorFile = (service: Service): string =>
  paragraphs(
    block(`import { bearer } from './bearer.ts';`, `import type { Call } from './contract.ts';`),
    block(
      '/** Fields that name the owner, by collection. */',
      `const owners: Record<string, string | undefined> = ${literal(ownersOf(service))};`,
    ),
    block('const names = new Map<string, string>();'),
    block(
      'const ownerIn = (path: string, body: unknown): string | undefined => {',
      `const [, collection = ''] = path.split('/');`,
      "const value: unknown = new Map(Object.entries(body ?? {})).get(owners[`/${collection}`] ?? '');",
      `return typeof value === 'string' ? value : undefined;`,
      '};',
    ),
    block(
      `const itemOf = (path: string): string => path.split('/').slice(0, 3).join('/');`,
      '',
      '/** Remembers who owns what was answered. */',
      'export const remember = (path: string, body: Record<string, unknown>): void => {',
      'const owner = ownerIn(path, body);',
      `const [, collection = ''] = path.split('/');`,
      "if (owner !== undefined) names.set(`/${collection}/${String(body['id'])}`, owner);",
      '};',
    ),
    block(`const now = ${literal(stamp.at)};`),
    block(
      '/** Headers by which a test says what time it is, and who calls: the owner, with every role, unless it says otherwise. */',
      'export const claims = (path: string, { at = now, as, body }: Call): Record<string, string> => {',
      `const name = names.get(itemOf(path)) ?? ownerIn(path, body) ?? 'tester';`,
      `const actor = as === undefined ? \`\${name}${caller(service)}\` : as;`,
      `return { 'x-development-now': at, ...(actor !== null && { authorization: bearer(actor) }) };`,
      '};',
    ),
  );

/** `test/support/caller.ts`: who calls, and when, where a test does not say. */
export const callerFile = (service: Service): GeneratedFile => ({
  path: 'test/support/caller.ts',
  content: asksActor(service) ? actorFile(service) : plainFile(hasBehaviour(service)),
});
