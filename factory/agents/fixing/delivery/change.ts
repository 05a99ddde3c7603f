import type { GeneratedFile } from '../../../domain/artifact.ts';
import type { CheckName, Finding } from '../../../domain/quality-report.ts';

/** What checks of delivery files find in a tree, without starting anything that it contains. */
export type Inspect = (
  files: readonly GeneratedFile[],
  checks: readonly CheckName[],
) => Promise<readonly Finding[]>;

/** Files as a repair would leave them; those that it leaves alone are not among them. */
export type Change = readonly GeneratedFile[];

/** What may cure a finding, the likeliest first. Nothing is changed yet: the checks choose. */
export type Suggest = (finding: Finding, files: readonly GeneratedFile[]) => Change[];

/** The tree with a change made. */
export const changedTree = (files: readonly GeneratedFile[], change: Change): GeneratedFile[] =>
  files.map((file) => change.find(({ path }) => path === file.path) ?? file);

/** The change of one file; nothing where its text stays as it is. */
export const rewritten = (file: GeneratedFile | undefined, content: string): Change[] =>
  file === undefined || content === file.content ? [] : [[{ path: file.path, content }]];

/** Lines, with one of them (from 0) given anew; `undefined` takes it away. */
export const withLine = (content: string, index: number, line: string | undefined): string =>
  content
    .split('\n')
    .flatMap((old, at) => (at === index ? (line ?? []) : old))
    .join('\n');

/** Whether a path belongs to what a delivery check looks at. */
export const isOf: Readonly<Partial<Record<CheckName, RegExp>>> = {
  'pipeline-schema': /^(?:azure-pipelines\.yml|pipelines\/.*\.ya?ml)$/,
  kubernetes: /^deploy\/kubernetes\/.*\.ya?ml$/,
  containers: /^(?:Dockerfile|compose\.yaml|\.dockerignore)$/,
  bicep: /^deploy\/bicep\/.*\.bicep(?:param)?$/,
};
