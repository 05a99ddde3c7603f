import type { GeneratedFile } from '../../domain/artifact.ts';
import type { Finding } from '../../domain/quality-report.ts';
import { closureOf, importedBy, isDifferent, straysOf, subjectsOf } from './subjects.ts';
import type { Tree } from './tree.ts';

export type Fixed = { files: GeneratedFile[]; removed: string[] };

type Given = { findings: readonly Finding[]; regenerated: readonly GeneratedFile[]; tree: Tree };

const taken = (paths: ReadonlySet<string>, { regenerated, tree }: Given): Fixed => ({
  files: regenerated.filter(({ path }) => paths.has(path)),
  removed: straysOf(tree).filter((path) => paths.has(path)),
});

/** Files of a finding; where they are as their generators write them, the nearest of what they import that are not. */
const causesOf = (finding: Finding, tree: Tree): string[] => {
  const subjects = subjectsOf(finding, tree);
  const seen = new Set(subjects);
  let ring = subjects;
  while (ring.length > 0 && !ring.some((path) => isDifferent(path, tree))) {
    const next = new Set(ring.flatMap((path) => importedBy(path, tree)));
    ring = [...next].filter((path) => !seen.has(path)).toSorted();
    for (const path of ring) seen.add(path);
  }
  return ring.length > 0 ? ring : subjects;
};

/** The files that the findings are about, written again. */
export const regenerateUnits = (given: Given): Fixed =>
  taken(new Set(given.findings.flatMap((finding) => causesOf(finding, given.tree))), given);

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
