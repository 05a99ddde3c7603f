import { expect, it } from 'vitest';

import { bicepFindings } from '../../../../factory/verification/checks/bicep.ts';
import { formatInspection } from '../../../../factory/verification/checks/format.ts';
import { lintInspection } from '../../../../factory/verification/checks/lint.ts';
import { typeInspection } from '../../../../factory/verification/checks/types.ts';
import { resultOf } from '../../../../factory/verification/inspection.ts';

const files = [
  { path: 'src/main.ts', content: 'export const one = 1;\n' },
  { path: 'test/unit/one.test.ts', content: 'export const two = 2;\n' },
  { path: 'README.md', content: '# One\n' },
];
const clean = { exitCode: 0, stdout: '', stderr: '' };
const listed =
  '/tmp/tree/node_modules/typescript/lib/lib.d.ts\n/tmp/tree/src/main.ts\n/tmp/tree/test/unit/one.test.ts\n';

it('passes a tree that the compiler read and liked', () => {
  const inspection = typeInspection({ ...clean, stdout: listed }, files);
  expect(resultOf('types', 0, inspection)).toMatchObject({ status: 'passed', inspected: 2 });
});

it('reads the compiler’s diagnostics', () => {
  const stdout = `src/main.ts(3,5): error TS2322: Type 'string' is not assignable to type 'number'.\n${listed}`;
  expect(typeInspection({ exitCode: 2, stdout, stderr: '' }, files).findings).toEqual([
    {
      check: 'types',
      rule: 'types/TS2322',
      file: 'src/main.ts',
      line: 3,
      message: "Type 'string' is not assignable to type 'number'.",
      suggestion: 'Correct the generated code so that it compiles under strict settings.',
    },
  ]);
});

it('fails where the compiler left a file out, or ended without a word', () => {
  const left = typeInspection({ ...clean, stdout: '/tmp/tree/src/main.ts\n' }, files);
  expect(left.findings).toMatchObject([{ rule: 'types/not-compiled', file: 'test/unit/one.test.ts' }]);
  const silent = typeInspection(
    { exitCode: undefined, stdout: listed, stderr: 'out of memory' } as never,
    files,
  );
  expect(silent.findings).toMatchObject([{ rule: 'types/compiler' }]);
  expect(resultOf('types', 0, typeInspection(clean, []))).toMatchObject({ status: 'failed' });
});

const lintReport = (diagnostics: object[], number = 2) => ({
  exitCode: 0,
  stderr: '',
  stdout: JSON.stringify({ number_of_files: number, diagnostics }),
});

const complexity = (figure: number) => ({
  code: 'eslint(complexity)',
  message: `function has a complexity of ${figure}. Maximum allowed is 0.`,
  filename: 'src/main.ts',
  labels: [{ span: { line: 1 } }],
});

it('names the same one of equally complex files, in whatever order the linter read them', () => {
  const both = ['src/a.ts', 'src/b.ts'].map((filename) => ({ ...complexity(9), filename }));
  for (const diagnostics of [both, both.toReversed()])
    expect(lintInspection(lintReport(diagnostics), files).complexity.remark).toBe('highest 9 in src/a.ts');
});

it('splits the linter’s report into findings and complexity', () => {
  const unused = {
    code: 'eslint(no-unused-vars)',
    message: 'x is unused.',
    help: 'Remove it.',
    filename: 'src/main.ts',
    labels: [{ span: { line: 7 } }],
  };
  const {
    lint,
    complexity: measured,
    highest,
  } = lintInspection(lintReport([complexity(2), complexity(14), unused]), files);
  expect(highest).toBe(14);
  expect(measured).toMatchObject({ inspected: 2, unit: 'functions', findings: [] });
  expect(lint).toMatchObject({
    inspected: 2,
    findings: [
      { rule: 'lint/eslint(no-unused-vars)', file: 'src/main.ts', line: 7, suggestion: 'Remove it.' },
    ],
  });
});

it('fails where the linter left files out, or wrote no report', () => {
  expect(lintInspection(lintReport([], 1), files).lint.findings).toMatchObject([{ rule: 'lint/not-linted' }]);
  const { lint, complexity: measured } = lintInspection({ exitCode: 1, stdout: 'boom', stderr: '' }, files);
  expect([lint.findings[0]?.rule, measured.findings[0]?.rule]).toEqual(['lint/tool', 'complexity/tool']);
  expect(resultOf('complexity', 0, lintInspection(lintReport([]), files).complexity).status).toBe('failed');
});

it.each([
  '// oxlint-disable-next-line no-eval',
  '/* eslint-disable */',
  '// @ts-expect-error',
  '/* v8 ignore next */',
  '// prettier-ignore',
])('refuses a comment that switches a tool off: %s', (comment) => {
  const content = `export const one = 1; ${comment}\n`;
  const { lint } = lintInspection(lintReport([], 1), [{ path: 'src/main.ts', content }]);
  expect(lint.findings).toMatchObject([{ rule: 'lint/suppression', line: 1 }]);
});

const formatted = (lines: string, exitCode: number, number = 3) => ({
  exitCode,
  stderr: '',
  stdout: `Checking formatting...\n\n${lines}Finished in 28ms on ${number} files using 2 threads.\n`,
});

it('passes files that are as the formatter writes them', () => {
  expect(resultOf('format', 0, formatInspection(formatted('', 0), files))).toMatchObject({
    status: 'passed',
    inspected: 3,
  });
});

it('names the files that the formatter would write otherwise', () => {
  const lines = 'README.md (0ms)\nsrc/main.ts (1ms)\n\nFormat issues found in above 2 files.\n';
  expect(formatInspection(formatted(lines, 1), files).findings).toMatchObject([
    { rule: 'format/style', file: 'README.md' },
    { rule: 'format/style', file: 'src/main.ts' },
  ]);
});

it('fails where the formatter cannot read a file, left one out, or looked at nothing', () => {
  const unreadable = {
    exitCode: 2,
    stdout: 'Checking formatting...\n',
    stderr: 'x Expected `)` but found `EOF`',
  };
  expect(formatInspection(unreadable, files).findings).toMatchObject([{ rule: 'format/unreadable' }]);
  expect(formatInspection(formatted('', 0, 2), files).findings).toMatchObject([{ rule: 'format/not-read' }]);
  expect(formatInspection(formatted('', 1), files).findings).toMatchObject([{ rule: 'format/style' }]);
  expect(resultOf('format', 0, formatInspection(formatted('', 0, 0), []))).toMatchObject({
    status: 'failed',
  });
});

it('reads the Bicep compiler’s report', () => {
  const result = {
    ruleId: 'BCP035',
    message: { text: 'A property is missing.' },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: 'file:///tmp/x/deploy/bicep/modules/store.bicep' },
          region: { startLine: 4 },
        },
      },
    ],
  };
  const stderr = JSON.stringify({ runs: [{ results: [result] }] });
  expect(bicepFindings('deploy/bicep/main.bicep', { code: 1, stdout: '', stderr })).toMatchObject([
    { rule: 'bicep/BCP035', file: 'deploy/bicep/modules/store.bicep', line: 4 },
  ]);
  const two = { code: 1, stdout: '', stderr: `${JSON.stringify({ runs: [] }, null, 2)}${stderr}` };
  expect(bicepFindings('deploy/bicep/main.bicep', two)).toHaveLength(1);
  expect(bicepFindings('main.bicep', { code: 0, stdout: '', stderr: '' })).toEqual([]);
  expect(bicepFindings('main.bicep', { code: 134, stdout: '', stderr: 'crash' })).toMatchObject([
    { rule: 'bicep/compiler', message: 'crash' },
  ]);
});
