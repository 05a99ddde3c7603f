import type { GeneratedFile } from '../../domain/artifact.ts';
import { formatFiles } from '../format-files.ts';
import { readTemplateLock } from './template-lock.ts';
import { importedPackages, moduleCode, moduleSource } from './module-source.ts';
import { integrityOf, packArchive } from './package-archive.ts';
import { EXTENSIONS_VERSION, PACKAGES, SCOPE, type ExtensionPackage } from './packages.ts';

/** Versions of what the modules of a package import, pinned as the services' lockfile pins them. */
const dependenciesOf = ({ name, modules }: ExtensionPackage): Record<string, string> => {
  const { dependencies, devDependencies } = readTemplateLock().packages[''];
  const versionOf = (dependency: string): string => {
    const version = dependency.startsWith(`${SCOPE}/`)
      ? EXTENSIONS_VERSION
      : (dependencies[dependency] ?? devDependencies[dependency]);
    if (version === undefined)
      throw new Error(`${SCOPE}/${name} imports ${dependency}, which is not pinned.`);
    return version;
  };
  const imported = modules.flatMap((module) => importedPackages(moduleSource(module)));
  return Object.fromEntries(
    [...new Set(imported)].toSorted().map((dependency) => [dependency, versionOf(dependency)]),
  );
};

/** What runs the tests is there already in a service that uses the package. */
const PEERS = new Set(['vitest']);

/** `package.json` of a package as it is published. */
export const packageManifest = (extension: ExtensionPackage) => {
  const all = Object.entries(dependenciesOf(extension));
  const peers = all.filter(([name]) => PEERS.has(name));
  return {
    name: `${SCOPE}/${extension.name}`,
    version: EXTENSIONS_VERSION,
    description: extension.description,
    license: 'UNLICENSED',
    type: 'module',
    engines: { node: '>=24' },
    exports: { './*': { types: './src/*.ts', default: './dist/*.js' } },
    dependencies: Object.fromEntries(all.filter(([name]) => !PEERS.has(name))),
    ...(peers.length > 0 ? { peerDependencies: Object.fromEntries(peers) } : {}),
  };
};

export type PackageManifest = ReturnType<typeof packageManifest>;

/** Files of a package's folder: manifest, sources and, where it is published, what runs. */
export const packageFiles = (extension: ExtensionPackage): GeneratedFile[] => [
  { path: 'package.json', content: JSON.stringify(packageManifest(extension), null, 2) },
  ...extension.modules.map((module) => ({ path: `src/${module}.ts`, content: moduleSource(module) })),
];

export type ExtensionArchive = { manifest: PackageManifest; file: GeneratedFile; integrity: string };

const archiveOf = async (extension: ExtensionPackage): Promise<ExtensionArchive> => {
  const sources = await formatFiles(packageFiles(extension));
  const code = sources
    .filter(({ path }) => path.startsWith('src/'))
    .map(({ path, content }) => ({
      path: path.replace(/^src\/(.*)\.ts$/, 'dist/$1.js'),
      content: moduleCode(content),
    }));
  const file = packArchive(`${SCOPE.slice(1)}-${extension.name}-${EXTENSIONS_VERSION}.tgz`, [
    ...sources,
    ...(await formatFiles(code)),
  ]);
  return { manifest: packageManifest(extension), file, integrity: integrityOf(file) };
};

let archives: Promise<ExtensionArchive[]> | undefined;

/** Every package, packed as npm installs it; made once, because the same sources give the same bytes. */
export const extensionArchives = (): Promise<ExtensionArchive[]> =>
  (archives ??= Promise.all(PACKAGES.map(archiveOf)));
