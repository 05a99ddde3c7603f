import type { CommandResult, SandboxSession } from '../../../platform/ports.ts';
import type { GeneratedFile } from '../../domain/artifact.ts';
import type { Finding } from '../../domain/quality-report.ts';
import type { Inspection } from '../inspection.ts';
import { codeFiles, VERIFICATION_FOLDER } from '../verification-files.ts';

const DIAGNOSTIC = /^(.+?)\((\d+),\d+\): error (TS\d+): (.*)$/;

/** Diagnostics of the compiler, and whether it really read every file. */
export const typeInspection = (
  { exitCode, stdout, stderr }: Pick<CommandResult, 'exitCode' | 'stdout' | 'stderr'>,
  files: readonly GeneratedFile[],
): Inspection => {
  const lines = stdout.split(/\r?\n/);
  const listed = lines.map((line) => line.replaceAll('\\', '/'));
  const expected = codeFiles(files).map(({ path }) => path);
  const read = expected.filter((path) => listed.some((line) => line.endsWith(`/${path}`)));
  const findings = lines.flatMap((line): Finding[] => {
    const [, file = '', at = '1', code = '', message = ''] = DIAGNOSTIC.exec(line) ?? [];
    if (code === '') return [];
    return [
      {
        check: 'types',
        rule: `types/${code}`,
        file: file.replace(/^(?:\.\.\/)+/, ''),
        line: Number(at),
        message,
        suggestion: 'Correct the generated code so that it compiles under strict settings.',
      },
    ];
  });
  const unread = expected.filter((path) => !read.includes(path));
  const own: Finding[] = unread.map((file) => ({
    check: 'types',
    rule: 'types/not-compiled',
    file,
    message: 'The compiler did not read the file.',
    suggestion: 'See the evidence; the compiler stopped before it.',
  }));
  const silent: Finding[] =
    exitCode !== 0 && findings.length === 0 && own.length === 0
      ? [
          {
            check: 'types',
            rule: 'types/compiler',
            message: `The compiler ended with ${exitCode ?? 'a signal'}: ${(stderr || stdout).slice(-500) || 'no output'}`,
            suggestion: 'See the evidence.',
          },
        ]
      : [];
  const evidence = lines.filter((line) => !/^\S*\/node_modules\/|\.ts$/.test(line)).join('\n');
  return {
    inspected: read.length,
    unit: 'files',
    findings: [...findings, ...own, ...silent],
    evidence: evidence + stderr,
  };
};

/** Compiles the whole tree under our strict settings. */
export const checkTypes = async (
  session: SandboxSession,
  files: readonly GeneratedFile[],
): Promise<Inspection> =>
  typeInspection(
    await session.run('tsc', [
      '--project',
      `${VERIFICATION_FOLDER}/tsconfig.json`,
      '--pretty',
      'false',
      '--listFiles',
    ]),
    files,
  );
