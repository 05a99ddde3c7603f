import { z } from 'zod';

import type { CommandResult, SandboxSession } from '../../../platform/ports.ts';
import type { GeneratedFile } from '../../domain/artifact.ts';
import type { Finding } from '../../domain/quality-report.ts';
import type { Inspection } from '../inspection.ts';
import { CODE_FOLDERS, codeFiles, VERIFICATION_FOLDER } from '../verification-files.ts';

const reportSchema = z.object({
  number_of_files: z.number().int(),
  diagnostics: z.array(
    z.object({
      message: z.string(),
      code: z.string().default('oxlint'),
      filename: z.string().default(''),
      help: z.string().optional(),
      labels: z.array(z.object({ span: z.object({ line: z.number().int().positive() }) })).default([]),
    }),
  ),
});

type Lint = { lint: Inspection; complexity: Inspection; highest: number | undefined };

const COMPLEXITY = 'eslint(complexity)';

/** Comments that switch a tool off. */
const SUPPRESSION =
  /(?:\/\/|\/\*).*(?:(?:oxlint|eslint)-disable|@ts-(?:ignore|nocheck|expect-error)|(?:v8|c8|istanbul) ignore|prettier-ignore)/;

const suppressions = (files: readonly GeneratedFile[]): Finding[] =>
  files.flatMap(({ path, content }) =>
    content.split('\n').flatMap((line, index): Finding[] =>
      SUPPRESSION.test(line)
        ? [
            {
              check: 'lint',
              rule: 'lint/suppression',
              file: path,
              line: index + 1,
              message: 'A comment switches a tool off.',
              suggestion: 'Remove the comment and correct what the tool found.',
            },
          ]
        : [],
    ),
  );

const broken = (check: 'lint' | 'complexity', message: string): Inspection => ({
  inspected: 1,
  unit: 'files',
  findings: [{ check, rule: `${check}/tool`, message, suggestion: 'See the evidence.' }],
});

const parse = (stdout: string): z.infer<typeof reportSchema> | undefined => {
  try {
    return reportSchema.parse(JSON.parse(stdout));
  } catch {
    return undefined;
  }
};

/** Reads the linter's report: its findings, and the complexity of every function. */
export const lintInspection = (
  { exitCode, stdout, stderr }: Pick<CommandResult, 'exitCode' | 'stdout' | 'stderr'>,
  files: readonly GeneratedFile[],
): Lint => {
  const report = parse(stdout);
  const expected = codeFiles(files);
  if (!report) {
    const message = `The linter ended with ${exitCode ?? 'a signal'} and no report: ${(stderr || stdout).slice(-300)}`;
    return { lint: broken('lint', message), complexity: broken('complexity', message), highest: undefined };
  }
  const { diagnostics, number_of_files: inspected } = report;
  const findings = diagnostics
    .filter(({ code }) => code !== COMPLEXITY)
    .map(({ code, filename, message, help, labels }): Finding => {
      const line = labels[0]?.span.line;
      return {
        check: 'lint',
        rule: `lint/${code}`,
        ...(filename === '' ? {} : { file: filename.replaceAll('\\', '/') }),
        ...(line === undefined ? {} : { line }),
        message,
        suggestion: help ?? 'Correct the generated code.',
      };
    });
  const skipped: Finding[] =
    inspected < expected.length
      ? [
          {
            check: 'lint',
            rule: 'lint/not-linted',
            message: `The linter read ${inspected} of ${expected.length} files.`,
            suggestion: 'See the evidence.',
          },
        ]
      : [];
  const figures = diagnostics
    .filter(({ code }) => code === COMPLEXITY)
    .flatMap(({ message, filename }) => {
      const [, figure] = /complexity of (\d+)/.exec(message) ?? [];
      return figure === undefined ? [] : [{ figure: Number(figure), filename }];
    })
    // The linter reads files side by side: of equals, the first by name.
    .toSorted((one, other) => other.figure - one.figure || (one.filename < other.filename ? -1 : 1));
  const [top] = figures;
  return {
    lint: {
      inspected,
      unit: 'files',
      findings: [...findings, ...skipped, ...suppressions(expected)],
      evidence: stderr,
    },
    complexity: {
      inspected: figures.length,
      unit: 'functions',
      findings: [],
      ...(top ? { remark: `highest ${top.figure} in ${top.filename}` } : {}),
    },
    highest: top?.figure,
  };
};

/** Lints the tree under our rules; ignore files and nested configurations of the tree count for nothing. */
export const checkLint = async (session: SandboxSession, files: readonly GeneratedFile[]): Promise<Lint> => {
  const folders = CODE_FOLDERS.filter((folder) => files.some(({ path }) => path.startsWith(`${folder}/`)));
  const result = await session.run('oxlint', [
    '--config',
    `${VERIFICATION_FOLDER}/oxlint.json`,
    '--disable-nested-config',
    '--no-ignore',
    '--format',
    'json',
    ...folders,
  ]);
  return lintInspection(result, files);
};
