import type { GeneratedFile } from '../../../domain/artifact.ts';
import type { Finding } from '../../../domain/quality-report.ts';
import type { Instruction, Stage } from '../dockerfile.ts';
import { containerFinding, isPinnedImage } from './rule.ts';

const finding = (message: string, suggestion: string, line: number): Finding =>
  containerFinding('Dockerfile', 'copy', message, suggestion, line);

/** What `COPY` takes from the repository: sources, without options and target. */
const copied = (text: string): string[] =>
  /(?:^|\s)--from=/.test(text)
    ? []
    : text
        .replace(/--\S+\s+/g, '')
        .split(/\s+/)
        .slice(0, -1);

const exists = (files: readonly GeneratedFile[], source: string): boolean => {
  const path = source.replace(/^\.\//, '').replace(/\/$/, '');
  return files.some((file) => file.path === path || file.path.startsWith(`${path}/`));
};

/** `COPY` names what exists: a stage, and files of the repository. */
export const copyFindings = (
  { name, text, line }: Instruction,
  stages: readonly Stage[],
  files: readonly GeneratedFile[],
): Finding[] => {
  if (name !== 'COPY') return [];
  const from = /--from=(\S+)/.exec(text)?.[1];
  const isKnown = from === undefined || stages.some(({ alias }) => alias === from) || isPinnedImage(from);
  return [
    ...(isKnown ? [] : [finding(`There is no stage ${from}.`, 'Name a stage of this Dockerfile.', line)]),
    ...copied(text).flatMap((source) => {
      if (/^\.?\/?$/.test(source) || source === '*')
        return [finding('The whole folder is copied.', 'Copy what the process needs, by name.', line)];
      return exists(files, source)
        ? []
        : [finding(`${source} is not in the repository.`, 'Copy what exists.', line)];
    }),
  ];
};
