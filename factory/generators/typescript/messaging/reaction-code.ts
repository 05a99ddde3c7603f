import type { GeneratedFile } from '../../../domain/artifact.ts';
import { libraryImports } from '../domain/value-code.ts';
import { block, docComment, paragraphs, sentence } from '../source-text.ts';
import type { ReactionModel, Run } from './reaction-model.ts';

/** A reaction as code. */
export type ReactionCode = {
  /** Imports of building blocks that the body does not tell, besides the event. */
  libraries: string[];
  /** Errors of `#connectsoft/reaction` that the body throws. */
  errors: string[];
  own: string[];
  /** Declarations before the function: the type of the event's data. */
  declarations: string[];
  /** Members of the dependencies, by name. */
  dependencies: Record<string, string>;
  /** Members of the event that the body reads: `{ id, data }`. */
  event: string;
  body: string;
};

export const useCaseImport = ({ model, useCase }: Run): string =>
  `import type { ${useCase.name} } from '../${model.folder}/${useCase.file}.ts';`;

export const repositoryImport = ({ model }: Pick<Run, 'model'>): string =>
  `import type { ${model.type}Repository } from '../../domain/${model.folder}/${model.folder}-repository.ts';`;

/** Code that is `if` only where there is a condition. */
export const failing = (condition: string, message: string): string =>
  `if (${condition}) throw new NotYetApplicable(\`${message}\`);`;

/** `src/application/reactions/<reaction>.ts` */
export const reactionFile = (model: ReactionModel, code: ReactionCode): GeneratedFile => {
  const names = Object.keys(code.dependencies);
  const hasData = code.declarations.some((declaration) => declaration.includes(`type ${model.dataType} =`));
  const eventOf = hasData ? `ReceivedEvent<${model.dataType}>` : 'ReceivedEvent';
  return {
    path: `src/application/reactions/${model.file}.ts`,
    content: paragraphs(
      block(
        ...libraryImports(code.body),
        ...code.libraries,
        code.errors.length > 0
          ? `import { ${code.errors.join(', ')}, type ReceivedEvent } from '#connectsoft/reaction';`
          : `import type { ReceivedEvent } from '#connectsoft/reaction';`,
      ),
      block(...new Set(code.own)),
      ...code.declarations,
      `type Dependencies = { ${Object.entries(code.dependencies)
        .map(([name, type]) => `${name}: ${type}`)
        .join('; ')} };`,
      block(
        docComment(sentence(model.reaction.description)),
        `export const ${model.name} = ({ ${names.join(', ')} }: Dependencies) =>`,
        `async (${code.event}: ${eventOf}): Promise<void> =>`,
        code.body,
      ),
    ),
  };
};
