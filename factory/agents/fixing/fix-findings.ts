import type { GeneratedFile } from '../../domain/artifact.ts';
import { fixStrategySchema, type FixStrategy } from '../../domain/fix-strategy.ts';
import type { Finding } from '../../domain/quality-report.ts';
import type { Strategy } from '../../domain/strategy.ts';
import type { Inspect } from './delivery/change.ts';
import { repairDelivery } from './delivery/repair-delivery.ts';
import { applyEdits } from './edits.ts';
import { layerEdits } from './layers/layer-edits.ts';
import { regenerateLayers, regenerateService, regenerateUnits, type Fixed } from './regeneration.ts';
import { movedFiles, type Move } from './repairs/moved-files.ts';
import { repairsOf } from './repairs-of.ts';
import { applies } from './strategies.ts';
import { isDifferent, isInnocent } from './subjects.ts';
import { treeOf, type Tree } from './tree.ts';
import { faultyUnits, unitOf, type FaultyUnit } from './unit-of.ts';

/** The strategy that a finding meets next; `undefined` when none is left. */
export const nextStrategy = (finding: Finding, tried: readonly FixStrategy[]): FixStrategy | undefined =>
  fixStrategySchema.options.find((strategy) => !tried.includes(strategy) && applies[strategy](finding));

/** How a custom unit is asked for again. */
export type RewriteStrategy = Exclude<Strategy, 'rules' | 'as-asked'>;

export type Rewrite = (units: readonly FaultyUnit[], strategy: RewriteStrategy) => Promise<GeneratedFile[]>;

/** What strategies need of others. */
export type Tools = {
  /** Gives files the bytes that their formatter would; throws where one cannot be parsed. */
  format: (files: readonly GeneratedFile[]) => Promise<GeneratedFile[]>;
  /** What the delivery checks find in a tree. */
  inspect: Inspect;
  /** Has the functions of custom units written again: the files that change by that. Absent where nobody can. */
  rewrite?: Rewrite;
};

type Given = Tools & {
  files: readonly GeneratedFile[];
  findings: readonly Finding[];
  /** The tree as its generators write it again. */
  regenerated: readonly GeneratedFile[];
};

type Scene = Given & { tree: Tree };

/** Formats each file by itself: one that cannot be parsed stays as it is. */
const formatted = async (
  files: readonly GeneratedFile[],
  format: Given['format'],
): Promise<GeneratedFile[]> =>
  (await Promise.all(files.map((file) => format([file]).catch(() => [file])))).flat();

const repaired =
  (strategy: FixStrategy) =>
  async ({ files, findings, format, tree }: Scene): Promise<Fixed> => {
    const edits = findings.flatMap((finding) => {
      const { file } = finding;
      const own = repairsOf(finding).filter((repair) => repair.strategy === strategy);
      if (file === undefined) return [];
      return (
        own.map((repair) => repair.edits({ ...finding, file }, tree)).find(({ length }) => length > 0) ?? []
      );
    });
    const meant = edits.filter(({ path }) => !isInnocent(path, tree));
    return { files: await formatted(applyEdits(files, meant), format), removed: [] };
  };

/** Files where they belong; what else is wrong is seen when their imports lead somewhere again. */
const moved = (moves: readonly Move[], { files }: Scene): Fixed => ({
  files: moves.flatMap(({ from, to }) =>
    files.filter(({ path }) => path === from).map(({ content }) => ({ path: to, content })),
  ),
  removed: moves.map(({ from }) => from),
});

/** A file that is not as its generator writes it has not what its writer wrote: that is put back first. */
const rewritten =
  (strategy: RewriteStrategy) =>
  async ({ findings, rewrite, tree }: Scene): Promise<Fixed> => {
    const units = faultyUnits(findings).filter(({ file }) =>
      tree.paths.every((path) => unitOf({ file: path }) !== file || !isDifferent(path, tree)),
    );
    return { files: units.length > 0 ? ((await rewrite?.(units, strategy)) ?? []) : [], removed: [] };
  };

const handlers: Readonly<Record<FixStrategy, (scene: Scene) => Fixed | Promise<Fixed>>> = {
  formatter: async ({ files, findings, format }) => {
    const named = new Set(findings.map(({ file }) => file));
    const meant = named.has(undefined) ? files : files.filter(({ path }) => named.has(path));
    return { files: await formatted(meant, format), removed: [] };
  },
  imports: async (scene) => {
    const moves = movedFiles(scene.findings, scene.tree);
    return moves.length > 0 ? moved(moves, scene) : repaired('imports')(scene);
  },
  await: repaired('await'),
  'known-diagnostic': repaired('known-diagnostic'),
  layers: async ({ files, findings, format, tree }) => {
    const edits = findings.flatMap((finding) => layerEdits(finding, tree));
    return { files: await formatted(applyEdits(files, edits), format), removed: [] };
  },
  delivery: async (scene) => ({
    files: await formatted(await repairDelivery(scene), scene.format),
    removed: [],
  }),
  'rewrite-unit': rewritten('with-findings'),
  'rewrite-unit-simpler': rewritten('simpler-construct'),
  'rewrite-unit-by-diagnostics': rewritten('known-diagnostics'),
  'regenerate-unit': regenerateUnits,
  'regenerate-layer': regenerateLayers,
  'regenerate-service': regenerateService,
};

/** Meets findings with a strategy: the files that it changes or adds, and the paths of those it removes. */
export const fixFindings = async (given: Given & { strategy: FixStrategy }): Promise<Fixed> =>
  handlers[given.strategy]({ ...given, tree: treeOf(given.files, given.regenerated) });
