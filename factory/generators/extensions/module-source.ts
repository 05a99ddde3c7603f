import { transformSync } from 'amaro';

import { readAsset } from '../../assets.ts';
import { packageOf, specifierOf, TESTING } from './packages.ts';

const TEMPLATE = 'generators/typescript/template';

const SIBLING = /(from\s+')\.\/([\w-]+)\.ts(')/g;
const LOGICAL = /'#connectsoft\/([\w-]+)'/g;

const folderOf = (module: string): string =>
  `${TEMPLATE}/${packageOf(module) === TESTING ? 'test/support' : 'libs/connectsoft'}`;

/** Building blocks are imported by a logical name (`#connectsoft/clock`); here each becomes the import of its package. */
export const withPackageImports = (source: string): string =>
  source.replaceAll(LOGICAL, (_, module: string) => `'${specifierOf(module)}'`);

/** A building block as its package holds it: what lies in another package is imported from there. */
export const moduleSource = (module: string): string => {
  const own = packageOf(module);
  const inPackage = (specifier: string, name: string, sibling: string): string =>
    packageOf(name) === own ? sibling : specifier;
  return readAsset(`${folderOf(module)}/${module}.ts`)
    .replaceAll(SIBLING, (sibling, before: string, name: string, after: string) =>
      inPackage(`${before}${specifierOf(name)}${after}`, name, sibling),
    )
    .replaceAll(LOGICAL, (_, name: string) => inPackage(`'${specifierOf(name)}'`, name, `'./${name}.ts'`));
};

/** Packages that a module imports, by name: of ours and of npm. */
export const importedPackages = (source: string): string[] =>
  [...source.matchAll(/from\s+'((?:@[\w-]+\/)?[a-z][\w.-]*)(?:\/[^']*)?'/g)].map(([, name]) => name ?? '');

/** The JavaScript of a module: without its types. */
export const moduleCode = (source: string): string =>
  transformSync(source, { mode: 'strip-only' }).code.replaceAll(SIBLING, '$1./$2.js$3');
