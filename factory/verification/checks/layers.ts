import type { Finding } from '../../domain/quality-report.ts';
import { importTarget, type Target } from '../import-target.ts';
import type { Inspection } from '../inspection.ts';
import type { Import, SourceFile } from '../../domain/syntax.ts';

type Layer =
  'domain' | 'application' | 'infrastructure' | 'api' | 'building-block' | 'acceptance' | 'root' | 'other';

const FOLDERS: readonly (readonly [string, Layer])[] = [
  ['src/domain/', 'domain'],
  ['src/application/', 'application'],
  ['src/infrastructure/', 'infrastructure'],
  ['src/api/', 'api'],
  ['src/', 'root'],
  ['libs/connectsoft/', 'building-block'],
  ['test/acceptance/', 'acceptance'],
];

const layerOf = (path: string): Layer => FOLDERS.find(([folder]) => path.startsWith(folder))?.[1] ?? 'other';

/** Dependencies point inwards; the composition root may know everything. */
const MAY_IMPORT: Record<Layer, readonly Layer[]> = {
  domain: ['domain', 'building-block'],
  application: ['application', 'domain', 'building-block'],
  infrastructure: ['infrastructure', 'application', 'domain', 'building-block'],
  api: ['api', 'application', 'domain', 'building-block'],
  root: ['root', 'api', 'infrastructure', 'application', 'domain', 'building-block'],
  'building-block': ['building-block'],
  acceptance: ['acceptance'],
  other: ['other', 'root', 'api', 'infrastructure', 'application', 'domain', 'building-block'],
};

/** The inner layers are free of frameworks, so that they can be tested and moved without them. */
const PURE: readonly Layer[] = ['domain', 'application'];

/** Packages of building blocks, and those that an inner layer may use. */
const SCOPE = '@connectsoft/';
const BLOCKS: Partial<Record<Layer, readonly string[]>> = {
  domain: ['@connectsoft/domain'],
  application: ['@connectsoft/domain', '@connectsoft/messaging'],
};
const isBlock = (target: Target): target is Extract<Target, { kind: 'package' }> =>
  target.kind === 'package' && target.name.startsWith(SCOPE);

/** Modules of Node without I/O. */
const PURE_NODE: readonly string[] = ['crypto', 'util', 'assert', 'assert/strict'];

/** Building blocks that reach a package or I/O, directly or through another one. */
const impureBlocks = (sources: readonly SourceFile[]): Set<string> => {
  const blocks = sources.filter(({ path }) => layerOf(path) === 'building-block');
  const targets = new Map(
    blocks.map(({ path, imports }) => [
      path,
      imports.filter(({ kind }) => kind !== 'type').map(({ specifier }) => importTarget(path, specifier)),
    ]),
  );
  const impure = new Set<string>();
  const isImpure = (target: Target): boolean => {
    if (target.kind === 'file') return impure.has(target.path);
    return target.kind === 'package' || !PURE_NODE.includes(target.name);
  };
  for (let size = -1; size !== impure.size;) {
    size = impure.size;
    for (const [path, imported] of targets) if (imported.some(isImpure)) impure.add(path);
  }
  return impure;
};

type Breach = { rule: string; message: string; suggestion: string };

const fileBreach = (
  layer: Layer,
  { specifier, kind }: Import,
  path: string,
  known: ReadonlySet<string>,
  impure: ReadonlySet<string>,
): Breach | undefined => {
  const other = layerOf(path);
  if (path.endsWith('.ts') && !known.has(path)) {
    return {
      rule: 'layers/unresolved-import',
      message: `"${specifier}" leads to no file of the repository.`,
      suggestion: `Generate ${path}, or remove the import.`,
    };
  }
  if (!MAY_IMPORT[layer].includes(other)) {
    return {
      rule: `layers/${layer}-imports-${other}`,
      message: `The ${layer} layer imports "${specifier}" of the ${other} layer.`,
      suggestion: `Let ${layer} declare a port that ${other} implements, and wire them in src/main.ts.`,
    };
  }
  if (layer === 'domain' && kind !== 'type' && impure.has(path)) {
    return {
      rule: 'layers/domain-imports-io',
      message: `The domain imports building block "${specifier}", which reaches a framework or does I/O.`,
      suggestion: 'Move what the domain needs of it into a building block of its own.',
    };
  }
  return undefined;
};

const packageBreach = (
  layer: Layer,
  specifier: string,
  target: Exclude<Target, { kind: 'file' }>,
): Breach | undefined => {
  if (layer === 'acceptance' && isBlock(target)) {
    return {
      rule: 'layers/acceptance-imports-building-block',
      message: `The acceptance suite imports "${specifier}"; it knows the published contract only.`,
      suggestion: 'Let the suite do it itself.',
    };
  }
  if (!PURE.includes(layer)) return undefined;
  if (isBlock(target) && (BLOCKS[layer] ?? []).includes(target.name)) return undefined;
  if (target.kind === 'node' && PURE_NODE.includes(target.name)) return undefined;
  return {
    rule: `layers/${layer}-imports-framework`,
    message: `The ${layer} layer imports "${specifier}"; it may not depend on a framework or do I/O.`,
    suggestion: `Declare a port in src/${layer} and implement it in src/infrastructure.`,
  };
};

const breachOf = (
  source: SourceFile,
  imported: Import,
  known: ReadonlySet<string>,
  impure: ReadonlySet<string>,
): Breach | undefined => {
  const layer = layerOf(source.path);
  const target = importTarget(source.path, imported.specifier);
  return target.kind === 'file'
    ? fileBreach(layer, imported, target.path, known, impure)
    : packageBreach(layer, imported.specifier, target);
};

/** Checks the direction of every import of the tree. */
export const checkLayers = (sources: readonly SourceFile[]): Inspection => {
  const known = new Set(sources.map(({ path }) => path));
  const impure = impureBlocks(sources);
  const findings = sources.flatMap((source) =>
    source.imports.flatMap((imported): Finding[] => {
      const breach = breachOf(source, imported, known, impure);
      return breach ? [{ check: 'layers', file: source.path, line: imported.line, ...breach }] : [];
    }),
  );
  const unread = sources
    .filter(({ root }) => !root)
    .map(({ path }): Finding => ({
      check: 'layers',
      rule: 'layers/unreadable',
      file: path,
      message: 'The file could not be parsed, so its imports are unknown.',
      suggestion: 'Correct its syntax.',
    }));
  return { inspected: sources.length, unit: 'files', findings: [...unread, ...findings] };
};
