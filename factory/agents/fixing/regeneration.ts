import type { GeneratedFile } from '../../domain/artifact.ts';
import type { Finding } from '../../domain/quality-report.ts';
import { closureOf, straysOf, subjectsOf } from './subjects.ts';
import type { Tree } from './tree.ts';

export type Fixed = { files: GeneratedFile[]; removed: string[] };

type Given = { findings: readonly Finding[]; regenerated: readonly GeneratedFile[]; tree: Tree };

const taken = (paths: ReadonlySet<string>, { regenerated, tree }: Given): Fixed => ({
  files: regenerated.filter(({ path }) => paths.has(path)),
  removed: straysOf(tree).filter((path) => paths.has(path)),
});

/** The files that the findings are about, written again. */
export const regenerateUnits = (given: Given): Fixed => {
  const subjects = given.findings.flatMap((finding) => subjectsOf(finding, given.tree));
  return taken(new Set(subjects), given);
};

const layerOf = (path: string): string => path.split('/').slice(0, 2).join('/');

/** The layers that the files belong to, whole; for a test also those that it reaches. */
export const regenerateLayers = (given: Given): Fixed => {
  const subjects = given.findings.flatMap((finding) => subjectsOf(finding, given.tree));
  const tests = subjects.filter((path) => path.startsWith('test/'));
  const layers = new Set([...subjects, ...closureOf(tests, given.tree)].map(layerOf));
  const all = [...given.regenerated.map(({ path }) => path), ...given.tree.paths];
  return taken(new Set(all.filter((path) => layers.has(layerOf(path)))), given);
};

/** Everything that generators write, without what none of them writes. */
export const regenerateService = ({ regenerated, tree }: Given): Fixed => ({
  files: [...regenerated],
  removed: straysOf(tree),
});
