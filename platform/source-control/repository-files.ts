import type { GeneratedFile } from '../../factory/domain/artifact.ts';
import { criticalError } from '../port-error.ts';
import { quotePath, refuseUnsafePaths } from '../safe-path.ts';

const allowed = new Set(['.gitignore', '.gitattributes']);

/** `.git` in any case, what it becomes as a short name on Windows, and files that configure git or the forge. */
const isGitName = (segment: string): boolean => /^(?:\.git|git~\d)/i.test(segment) && !allowed.has(segment);

/** Settings that send an installation elsewhere or carry a credential. */
const harmfulNpmSetting = /^\s*(?:\S*:)?registry\s*=|_auth|_password/im;

const problemOf = ({ path, content }: GeneratedFile): string | undefined => {
  const segments = path.split('/');
  if (segments.some(isGitName)) return "reaches into git's own files";
  if (segments.at(-1)?.toLowerCase() === '.npmrc' && harmfulNpmSetting.test(content)) {
    return 'sets a registry or a credential';
  }
  return content.isWellFormed() ? undefined : 'is no Unicode text';
};

/** Throws kind `critical` for files that a repository of ours never holds. */
export const refuseUnsafeFiles = (files: readonly GeneratedFile[]): void => {
  refuseUnsafePaths(files.map(({ path }) => path));
  for (const file of files) {
    const problem = problemOf(file);
    if (problem !== undefined) {
      throw criticalError(
        'path-escape',
        `The file ${quotePath(file.path)} ${problem}. Nothing was committed; take it out of the repository's files.`,
      );
    }
  }
};
