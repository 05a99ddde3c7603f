import type { CommandResult, SandboxSession } from '../../../platform/ports.ts';
import type { GeneratedFile } from '../../domain/artifact.ts';
import type { Finding } from '../../domain/quality-report.ts';
import type { Inspection } from '../inspection.ts';
import { FORMAT_IGNORE, VERIFICATION_FOLDER } from '../verification-files.ts';

const finding = (rule: string, message: string, file?: string): Finding => ({
  check: 'format',
  rule: `format/${rule}`,
  ...(file === undefined ? {} : { file }),
  message,
  suggestion: 'Run the formatter over the file.',
});

/** Files that a formatter can read; a lockfile stays as npm writes it. */
const formattable = (files: readonly GeneratedFile[]): number =>
  files.filter(({ path }) => /\.(?:ts|md|ya?ml|json)$/.test(path) && !path.endsWith('package-lock.json'))
    .length;

/** Reads what the formatter says: each file that it would write otherwise on a line with its time, then how many it read. */
export const formatInspection = (
  { exitCode, stdout, stderr }: Pick<CommandResult, 'exitCode' | 'stdout' | 'stderr'>,
  files: readonly GeneratedFile[],
): Inspection => {
  const evidence = `${stdout}\n${stderr}`;
  const inspected = Number(/ on (\d+) files? using /.exec(stdout)?.[1] ?? 0);
  const styled = [...stdout.matchAll(/^(.+) \(\d+ms\)$/gm)].map(([, path]) =>
    finding('style', 'The file is not as the formatter would write it.', path),
  );
  if (exitCode !== 0 && exitCode !== 1) {
    const reason = `The formatter ended with ${exitCode ?? 'a signal'}: ${stderr.trim().slice(0, 500)}`;
    return {
      inspected: files.length,
      unit: 'files',
      findings: [...styled, finding('unreadable', reason)],
      evidence,
    };
  }
  const expected = formattable(files);
  const left =
    inspected < expected
      ? [finding('not-read', `The formatter read ${inspected} of ${expected} files.`)]
      : [];
  const silent =
    exitCode === 1 && styled.length === 0
      ? [finding('style', 'The formatter refuses the tree and names no file.')]
      : [];
  return { inspected, unit: 'files', findings: [...styled, ...left, ...silent], evidence };
};

/** Holds every file against the tree's formatter, in our style; configuration and ignore files of the tree count for nothing. */
export const checkFormat = async (
  session: SandboxSession,
  files: readonly GeneratedFile[],
): Promise<Inspection> => {
  const result = await session.run('oxfmt', [
    '--check',
    '--config',
    `${VERIFICATION_FOLDER}/oxfmt.json`,
    '--disable-nested-config',
    '--ignore-path',
    FORMAT_IGNORE,
    '.',
    `!${VERIFICATION_FOLDER}/**`,
  ]);
  return formatInspection(result, files);
};
