import type { GeneratedFile } from '../../domain/artifact.ts';
import { toolFiles } from '../typescript/project/tool-files.ts';
import { EXTENSIONS_REPOSITORY, EXTENSIONS_VERSION, PACKAGES, SCOPE } from './packages.ts';
import { readTemplateLock } from './template-lock.ts';

const scripts = {
  test: 'vitest run',
  typecheck: 'tsc',
  lint: 'oxlint --deny-warnings',
  format: 'oxfmt',
  'format:check': 'oxfmt --check',
};

/** Used by the acceptance tests of services only. */
const FOREIGN = new Set(['@cucumber/gherkin', '@cucumber/messages']);

const manifests = (): GeneratedFile[] => {
  const lock = readTemplateLock();
  const { engines, dependencies, devDependencies, optionalDependencies } = lock.packages[''];
  const root = {
    name: EXTENSIONS_REPOSITORY,
    version: EXTENSIONS_VERSION,
    license: 'UNLICENSED',
    dependencies,
    devDependencies: Object.fromEntries(
      Object.entries(devDependencies).filter(([name]) => !FOREIGN.has(name)),
    ),
    engines,
    optionalDependencies,
  };
  const packages = Object.fromEntries(
    Object.entries(lock.packages).filter(([path]) => !FOREIGN.has(path.replace('node_modules/', ''))),
  );
  const manifest = { ...root, private: true, type: 'module', scripts };
  const locked = {
    ...lock,
    name: EXTENSIONS_REPOSITORY,
    version: EXTENSIONS_VERSION,
    packages: { ...packages, '': root },
  };
  return [
    { path: 'package.json', content: JSON.stringify(manifest, null, 2) },
    { path: 'package-lock.json', content: `${JSON.stringify(locked, null, 2)}\n` },
  ];
};

const testConfiguration = `import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: {
    alias: [
      {
        find: /^${SCOPE}\\/([\\w-]+)\\/([\\w-]+)$/,
        replacement: \`\${import.meta.dirname}/packages/$1/src/$2.ts\`,
      },
    ],
  },
  test: {
    include: ['packages/*/test/**/*.test.ts', 'test/**/*.test.ts'],
    isolate: false,
    pool: 'threads',
    testTimeout: 20_000,
  },
});
`;

const releaseTest = `import { readdirSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

import { describe, expect, it } from 'vitest';

const packages = readdirSync('packages');

describe.each(packages)('the release of %s', (name) => {
  const { version } = JSON.parse(readFileSync(\`packages/\${name}/package.json\`, 'utf8')) as { version: string };
  const archive = gunzipSync(readFileSync(\`releases/connectsoft-\${name}-\${version}.tgz\`)).toString('utf8');

  it.each(readdirSync(\`packages/\${name}/src\`))('holds %s as it stands here', (file) => {
    expect(archive).toContain(\`package/src/\${file}\`);
    expect(archive).toContain(readFileSync(\`packages/\${name}/src/\${file}\`, 'utf8'));
    expect(archive).toContain(\`package/dist/\${file.replace(/\\.ts$/, '.js')}\`);
  });

  it('holds its manifest', () => {
    expect(archive).toContain(readFileSync(\`packages/\${name}/package.json\`, 'utf8'));
  });
});
`;

const compilerOf = (text: string): string => {
  const configuration = JSON.parse(text) as { compilerOptions: object };
  return JSON.stringify({
    compilerOptions: {
      ...configuration.compilerOptions,
      paths: Object.fromEntries(
        PACKAGES.map(({ name }) => [`${SCOPE}/${name}/*`, [`./packages/${name}/src/*.ts`]]),
      ),
    },
    include: ['packages', 'test', 'vitest.config.ts'],
  });
};

const OWN = new Set(['vitest.config.ts', '.oxlintrc.json']);

const lint = {
  $schema: './node_modules/oxlint/configuration_schema.json',
  plugins: ['typescript', 'import', 'unicorn', 'promise', 'vitest'],
  categories: { correctness: 'error', suspicious: 'error' },
  rules: {
    complexity: ['error', { max: 10 }],
    'import/no-cycle': 'error',
    'no-console': 'error',
    'typescript/no-explicit-any': 'error',
  },
  ignorePatterns: ['node_modules', 'releases'],
};

/** What holds the packages together: manifest, lockfile, tools, and the test of the releases. */
export const projectFiles = (): GeneratedFile[] => [
  ...manifests(),
  ...toolFiles
    .filter(({ path }) => !OWN.has(path))
    .map((file) => (file.path === 'tsconfig.json' ? { ...file, content: compilerOf(file.content) } : file)),
  { path: '.oxlintrc.json', content: JSON.stringify(lint) },
  { path: 'vitest.config.ts', content: testConfiguration },
  { path: 'test/releases.test.ts', content: releaseTest },
];
