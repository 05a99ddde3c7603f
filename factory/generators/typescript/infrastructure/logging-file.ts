import type { GeneratedFile } from '../../../domain/artifact.ts';
import type { AggregateModel } from '../aggregate-model.ts';
import { literal } from '../source-text.ts';

/** `src/infrastructure/logging.ts`: JSON lines on stdout, personal values masked. */
export const loggingFile = (models: readonly AggregateModel[]): GeneratedFile => {
  const personal = models.flatMap(({ aggregate, transitions, posts }) =>
    [
      ...aggregate.fields,
      ...aggregate.children.flatMap(({ fields }) => fields),
      ...[...transitions, ...posts].flatMap(({ useCase }) => useCase.input),
    ]
      .filter(({ sensitivity }) => sensitivity === 'personal')
      .map(({ name }) => name),
  );
  return {
    path: 'src/infrastructure/logging.ts',
    content: `import { createLogger, type Logger, type LogLevel } from '#connectsoft/logger';

/** Fields that tell something about a person. */
export const personalFields: readonly string[] = ${literal([...new Set(personal)])};

/** What lets whoever has it be somebody else. */
const secrets: readonly string[] = ['authorization', 'token'];

export const openLog = (level: LogLevel, write: (line: string) => void): Logger =>
  createLogger({ level, masked: [...personalFields, ...secrets], write });
`,
  };
};
