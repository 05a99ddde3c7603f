import type { GeneratedFile } from '../../domain/artifact.ts';
import { extensionArchives } from './extension-archives.ts';
import { withPackageImports } from './module-source.ts';
import { packageReferences, type PackageReferences } from './package-references.ts';
import { isHeld, packageOf, SCOPE, specifierOf, TESTING } from './packages.ts';
import { reduceLock } from './reduce-lock.ts';
import type { TemplateLock } from './template-lock.ts';

/** Building blocks and their tests, which the packages hold. */
const HELD = /^(?:libs\/connectsoft|test\/unit\/connectsoft)\//;
const SUPPORT = /^test\/support\/([\w-]+)\.ts$/;

const supportModule = (path: string): string | undefined => {
  const name = SUPPORT.exec(path)?.[1];
  return name !== undefined && isHeld(name) && packageOf(name) === TESTING ? name : undefined;
};

/** Imports of test support that a package holds. */
const withSupportImports = ({ path, content }: GeneratedFile): string =>
  path.startsWith('test/')
    ? content.replaceAll(
        /'((?:\.\.\/)+support|\.)\/([\w-]+)\.ts'/g,
        (specifier, folder: string, name: string) =>
          supportModule(`test/support/${name}.ts`) !== undefined && (folder !== '.' || SUPPORT.test(path))
            ? `'${specifierOf(name)}'`
            : specifier,
      )
    : content;

type Manifest = {
  imports?: unknown;
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
};

/** What only the packages import. */
const THEIRS = new Set(['@azure/identity', 'jose']);

const ordered = (dependencies: Record<string, string>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(dependencies)
      .filter(([name]) => !THEIRS.has(name) && !name.startsWith('@opentelemetry/'))
      .toSorted(([one], [other]) => (one < other ? -1 : 1)),
  );

const referring = <T extends Manifest>(manifest: T, references: PackageReferences): Omit<T, 'imports'> => {
  const { imports: _, ...rest } = manifest;
  return {
    ...rest,
    dependencies: ordered({ ...manifest.dependencies, ...references.dependencies }),
    devDependencies: ordered({ ...manifest.devDependencies, ...references.devDependencies }),
  };
};

const withReferences = ({ path, content }: GeneratedFile, references: PackageReferences): string => {
  if (path === 'package.json') {
    return `${JSON.stringify(referring(JSON.parse(content) as Manifest, references), null, 2)}\n`;
  }
  const lock = JSON.parse(content) as TemplateLock;
  const root = referring(lock.packages[''], references);
  const packages = reduceLock({ ...lock.packages, ...references.locked, '': root });
  return `${JSON.stringify({ ...lock, packages }, null, 2)}\n`;
};

const feedSetting = (feed: string): string => `${SCOPE}:registry=${feed}\n`;

/**
 * Files of a service in which the building blocks are packages: archives that it carries, or those of a feed. Takes all files
 * or some, and leaves alone what has nothing to do with them.
 */
export const withPackages = async (
  files: readonly GeneratedFile[],
  feed: string | undefined,
): Promise<GeneratedFile[]> => {
  const archives = (await extensionArchives()).filter(
    ({ manifest }) =>
      manifest.name !== `${SCOPE}/grpc` ||
      files.some(({ path, content }) => path === 'package.json' && content.includes('@grpc/grpc-js')),
  );
  const references = packageReferences(archives, feed);
  const rewritten = files
    .filter(({ path }) => !HELD.test(path) && supportModule(path) === undefined)
    .map((file): GeneratedFile => {
      if (file.path === 'package.json' || file.path === 'package-lock.json') {
        return { path: file.path, content: withReferences(file, references) };
      }
      if (file.path === '.npmrc' && feed !== undefined) {
        return { path: file.path, content: file.content + feedSetting(feed) };
      }
      return { path: file.path, content: withPackageImports(withSupportImports(file)) };
    });
  return files.some(({ path }) => path === 'package.json') ? [...rewritten, ...references.files] : rewritten;
};
