import { readFileSync } from 'node:fs';

import type { GeneratedFile } from '../../../../factory/domain/artifact.ts';

const projectFile = (path: string): string =>
  readFileSync(new URL(`../../../../${path}`, import.meta.url), 'utf8');

const project = JSON.parse(projectFile('package-lock.json')) as {
  packages: Record<string, { version: string; bin?: Record<string, string> }>;
};
const yaml = project.packages['node_modules/yaml']!;

/**
 * A project with one small package without dependencies, which the installation of the factory itself has put in npm's
 * cache, so that it installs offline too.
 */
export const smallTree = (name = 'small', version = '1.0.0'): GeneratedFile[] => {
  const dependencies = { yaml: yaml.version };
  const root = { name, version, dependencies };
  const lockfile = {
    name,
    version,
    lockfileVersion: 3,
    requires: true,
    packages: { '': root, 'node_modules/yaml': yaml },
  };
  return [
    { path: 'package.json', content: JSON.stringify({ ...root, type: 'module' }) },
    { path: 'package-lock.json', content: JSON.stringify(lockfile) },
    {
      path: 'src/main.ts',
      content: "import { parse } from 'yaml';\nconsole.log(parse('a: 1').a as number);\n",
    },
  ];
};
