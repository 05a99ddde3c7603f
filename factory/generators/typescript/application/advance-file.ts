import type { GeneratedFile } from '../../../domain/artifact.ts';
import { pascalCase } from '../../../domain/naming.ts';
import type { AggregateModel } from '../aggregate-model.ts';
import { durationCode } from '../domain/arithmetic-code.ts';
import { libraryImports } from '../domain/value-code.ts';
import { block, docComment, literal, paragraphs } from '../source-text.ts';
import { domainModule } from './use-case-code.ts';

/** The function that does what is due: `advanceBookings`. */
export const advanceFunction = ({ aggregate }: AggregateModel): string =>
  `advance${pascalCase(aggregate.plural)}`;

/** `src/application/<aggregate>/advance-<plural>.ts`: what the clock does. Nothing where it does nothing. */
export const advanceFile = (model: AggregateModel): GeneratedFile[] => {
  const { aggregate, timeouts, one, many, type, nouns, folder } = model;
  if (timeouts.length === 0) return [];
  const field = aggregate.lifecycle?.field ?? 'status';
  const lookups = timeouts.map(
    ({ state, since, after }) =>
      `...(await Array.fromAsync(${many}.all({ ${field}: ${literal(state)}, ${since}To: latestStart(at, ${durationCode(after)}) }))),`,
  );
  const body = block(
    docComment(`Does what is due for ${nouns}, and answers for how many.`),
    `export const ${advanceFunction(model)} = ({ ${many}, stamp }: Dependencies) =>`,
    'async (): Promise<number> => {',
    'const { at } = stamp();',
    `const candidates = [`,
    ...lookups,
    '];',
    'let done = 0;',
    `for (const ${one} of candidates) {`,
    `const before = ${one}.state;`,
    `${one}.advance(at);`,
    `if (${one}.state !== before && (await isSaved(${many}, ${one}))) done += 1;`,
    '}',
    'return done;',
    '};',
  );
  const saving = block(
    docComment('False when somebody else changed it in the meantime, who did what was due, too.'),
    `const isSaved = async (${many}: ${type}Repository, ${one}: ${type}): Promise<boolean> => {`,
    'try {',
    `await ${many}.save(${one});`,
    'return true;',
    '} catch (error) {',
    'if (error instanceof ConcurrentChangeError) return false;',
    'throw error;',
    '}',
    '};',
  );
  return [
    {
      path: `src/application/${folder}/advance-${model.collection}.ts`,
      content: paragraphs(
        block(...libraryImports(body), `import type { Stamp } from '#connectsoft/stamp';`),
        block(
          `import type { ${type}Repository } from ${domainModule(model, '-repository')};`,
          `import type { ${type} } from ${domainModule(model)};`,
          `import { ConcurrentChangeError } from '../../domain/errors.ts';`,
        ),
        `type Dependencies = { ${many}: ${type}Repository; stamp: () => Stamp };`,
        saving,
        body,
      ),
    },
  ];
};
