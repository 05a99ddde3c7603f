import { readAsset, listAssets } from '../../assets.ts';
import type { GeneratedFile } from '../../domain/artifact.ts';
import { formatFiles } from '../format-files.ts';
import { extensionArchives, packageFiles, packageManifest } from './extension-archives.ts';
import { withPackageImports } from './module-source.ts';
import {
  EXTENSIONS_VERSION,
  isHeld,
  PACKAGES,
  packageOf,
  SCOPE,
  specifierOf,
  TESTING,
  type ExtensionPackage,
} from './packages.ts';
import { projectFiles } from './repository-project.ts';

const TESTS = 'generators/typescript/template/test/unit/connectsoft';

/** A test of a building block, in the package that holds it; one of several, with what tests are made of. */
const testFile = (path: string): GeneratedFile => {
  const module = path.replace(/\.test\.ts$/, '');
  const content = withPackageImports(readAsset(`${TESTS}/${path}`)).replaceAll(
    /'(?:\.\.\/)+support\/([\w-]+)\.ts'/g,
    (_, support: string) => `'${specifierOf(support)}'`,
  );
  return { path: `packages/${isHeld(module) ? packageOf(module) : TESTING}/test/${path}`, content };
};

const packageReadme = ({ name, description, modules }: ExtensionPackage): GeneratedFile => ({
  path: `packages/${name}/README.md`,
  content: [
    `# ${SCOPE}/${name}`,
    description,
    '## Modules',
    modules.map((module) => `- \`${SCOPE}/${name}/${module}\``).join('\n'),
    '',
  ].join('\n\n'),
});

const needs = (extension: ExtensionPackage): string => {
  const own = Object.keys(packageManifest(extension).dependencies).filter((name) => name.startsWith(SCOPE));
  return own.length === 0 ? 'none of the others' : own.map((name) => `\`${name}\``).join(', ');
};

const readme: GeneratedFile = {
  path: 'README.md',
  content: `# ConnectSoft extensions

Building blocks of the services: what does not differ from one to the next. Version ${EXTENSIONS_VERSION}.

| package | what it holds | needs |
| --- | --- | --- |
${PACKAGES.map((each) => `| [\`${SCOPE}/${each.name}\`](packages/${each.name}) | ${each.description} | ${needs(each)} |`).join('\n')}

## Work on it

\`\`\`sh
npm ci
npm test
\`\`\`

\`npm run typecheck\`, \`npm run lint\` and \`npm run format:check\` hold the rest. A package's sources import other packages by
their published names; here those lead to the sources, so that a change is tested with everything that uses it.

## Releases

\`releases/\` holds each package as npm installs it: its sources, the JavaScript of them and their manifest. Services carry these
archives under \`vendor/\` and name their integrity in the lockfile, or take them from a feed: \`npm publish releases/<archive>\`.
\`test/releases.test.ts\` fails when an archive and the sources differ.
`,
};

/** Files of the repository `connectsoft-extensions`: packages with their tests, and the archives of this version. */
export const extensionRepository = async (): Promise<GeneratedFile[]> => {
  const archives = await extensionArchives();
  const texts = await formatFiles([
    ...projectFiles(),
    readme,
    ...PACKAGES.flatMap((extension) => [
      packageReadme(extension),
      ...packageFiles(extension).map(({ path, content }) => ({
        path: `packages/${extension.name}/${path}`,
        content,
      })),
    ]),
    ...listAssets(TESTS).map(testFile),
  ]);
  return [...texts, ...archives.map(({ file }) => ({ ...file, path: `releases/${file.path}` }))];
};
