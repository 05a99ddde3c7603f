import type { Finding } from '../../../domain/quality-report.ts';
import { isRelative, resolved } from '../module-path.ts';
import { straysOf } from '../subjects.ts';
import type { Tree } from '../tree.ts';
import { quoted } from './repair.ts';

const LEADS_NOWHERE: readonly string[] = ['layers/unresolved-import', 'types/TS2307'];

const baseOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

export type Move = { from: string; to: string };

/** Files that an import expects where their generator writes them, and that lie elsewhere under the same name. */
export const movedFiles = (findings: readonly Finding[], tree: Tree): Move[] => {
  const wanted = findings.flatMap(({ rule, file, message }) =>
    file !== undefined && LEADS_NOWHERE.includes(rule)
      ? quoted(message)
          .filter(isRelative)
          .map((specifier) => resolved(file, specifier))
      : [],
  );
  const strays = straysOf(tree);
  return [...new Set(wanted)].flatMap((to) => {
    const named = strays.filter((path) => baseOf(path) === baseOf(to));
    const [from] = named;
    const isMoved = named.length === 1 && tree.writtenPaths.includes(to) && !tree.paths.includes(to);
    return isMoved && from !== undefined ? [{ from, to }] : [];
  });
};
