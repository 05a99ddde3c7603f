import type { GeneratedFile } from '../../../domain/artifact.ts';
import type { Service } from '../../../domain/blueprint.ts';
import { reduceLock } from '../../extensions/reduce-lock.ts';
import { readTemplateLock, type TemplateLock } from '../../extensions/template-lock.ts';
import { SERVICE_VERSION as version } from './service-version.ts';

/** What only a service with a gRPC interface needs. */
const GRPC = ['@grpc/grpc-js', '@grpc/proto-loader'];

/** The lockfile of a service: the part of the template's that the service needs. */
const lockfileOf = ({ interfaces }: Service): TemplateLock => {
  const lockfile = readTemplateLock();
  const root = lockfile.packages[''];
  const dependencies = Object.fromEntries(
    Object.entries(root.dependencies).filter(([name]) => interfaces.includes('grpc') || !GRPC.includes(name)),
  );
  return { ...lockfile, packages: reduceLock({ ...lockfile.packages, '': { ...root, dependencies } }) };
};

/** Part of the tests says nothing about the coverage of all. */
const testsOf = (folder: string): string => `vitest run test/${folder} --coverage.enabled=false`;

const scripts = {
  start: 'node src/main.ts',
  token: 'node src/token.ts',
  test: 'vitest run',
  'test:unit': testsOf('unit'),
  'test:integration': testsOf('integration'),
  'test:acceptance': testsOf('acceptance'),
  coverage: 'vitest run --coverage',
  typecheck: 'tsc',
  lint: 'oxlint --deny-warnings',
  format: 'oxfmt',
  'format:check': 'oxfmt --check',
};

/**
 * `package.json` and its lockfile. Node itself comes as an optional dependency for each platform, so that every script runs on the
 * version that is pinned, whatever the machine has; `engines` says what `npm ci` itself gets along with.
 */
export const packageFiles = (service: Service): GeneratedFile[] => {
  const lockfile = lockfileOf(service);
  const { name: _name, version: _version, license: _license, ...locked } = lockfile.packages[''];
  const { engines, ...dependencies } = locked;
  const manifest = {
    name: service.name,
    version,
    private: true,
    description: service.description.replace(/\s+/g, ' ').trim(),
    license: 'UNLICENSED',
    type: 'module',
    imports: { '#connectsoft/*': './libs/connectsoft/*.ts' },
    engines,
    scripts,
    ...dependencies,
  };
  const root = { name: service.name, version, license: 'UNLICENSED', ...locked };
  const lock = { ...lockfile, name: service.name, version, packages: { ...lockfile.packages, '': root } };
  return [
    { path: 'package.json', content: `${JSON.stringify(manifest, null, 2)}\n` },
    { path: 'package-lock.json', content: `${JSON.stringify(lock, null, 2)}\n` },
  ];
};
