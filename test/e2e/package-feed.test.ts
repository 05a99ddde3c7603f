import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

import { afterAll, beforeAll, expect, it } from 'vitest';

import { bytesOf } from '../../factory/domain/artifact-bytes.ts';
import type { GeneratedFile } from '../../factory/domain/artifact.ts';
import { projectDefinitionSchema } from '../../factory/domain/project-definition.ts';
import {
  extensionArchives,
  type ExtensionArchive,
} from '../../factory/generators/extensions/extension-archives.ts';
import { withPackages } from '../../factory/generators/extensions/with-packages.ts';
import { projectFiles } from '../../factory/generators/typescript/typescript-generator.ts';
import { auditBlueprint } from '../factory/generators/fixtures/audit-blueprint.ts';

const run = promisify(execFile);

/** A registry of npm on this machine, with the packages and nothing else; notes what was asked for. */
const registryOf = (archives: readonly ExtensionArchive[], asked: string[]): Server => {
  const server: Server = createServer((request, response) => {
    const path = decodeURIComponent(request.url ?? '');
    asked.push(path);
    const archive = archives.find(({ file }) => path === `/npm/archives/${file.path}`);
    if (archive) return response.end(bytesOf(archive.file));
    const named = archives.find(({ manifest }) => path === `/npm/${manifest.name}`);
    if (!named) return response.writeHead(404).end('{}');
    const { manifest, file, integrity } = named;
    const { port } = server.address() as AddressInfo;
    const tarball = `http://127.0.0.1:${port}/npm/archives/${file.path}`;
    const packument = {
      name: manifest.name,
      'dist-tags': { latest: manifest.version },
      versions: { [manifest.version]: { ...manifest, dist: { tarball, integrity } } },
    };
    return response.setHeader('content-type', 'application/json').end(JSON.stringify(packument));
  });
  return server;
};

const asked: string[] = [];
let archives: readonly ExtensionArchive[];
let server: Server;
let feed: string;
let scratch: string;
let files: GeneratedFile[];

const listening = (registry: Server): Promise<AddressInfo> =>
  new Promise((resolve) => {
    registry.listen(0, '127.0.0.1', () => resolve(registry.address() as AddressInfo));
  });

beforeAll(async () => {
  archives = await extensionArchives();
  server = registryOf(archives, asked);
  const { port } = await listening(server);
  const text = 'Log what users do';
  feed =
    projectDefinitionSchema.parse({ text, packageFeed: `http://127.0.0.1:${port}/npm/` }).packageFeed ?? '';
  files = await withPackages(projectFiles(auditBlueprint.services[0]!), feed);
  scratch = await mkdtemp(join(tmpdir(), 'factory-feed-'));
});

afterAll(async () => {
  await new Promise((done) => server.close(done));
  await rm(scratch, { recursive: true, force: true });
});

const install = async (name: string, changed: (file: GeneratedFile) => GeneratedFile = (file) => file) => {
  const folder = join(scratch, name);
  for (const file of files.filter(({ path }) => /^(?:package|\.npmrc$|vendor\/)/.test(path)).map(changed)) {
    await mkdir(dirname(join(folder, file.path)), { recursive: true });
    await writeFile(join(folder, file.path), bytesOf(file));
  }
  const flags = ['--prefer-offline', '--no-audit', '--no-fund', '--fetch-retries=0', '--omit=optional'];
  await run('npm', ['ci', ...flags], { cwd: folder });
  return folder;
};

it('a service names versions of the packages and where they are, and carries none', () => {
  expect(files.filter(({ path }) => path.startsWith('vendor/'))).toEqual([]);
  expect(files.find(({ path }) => path === '.npmrc')?.content).toContain(`@connectsoft:registry=${feed}\n`);
  const { dependencies } = JSON.parse(files.find(({ path }) => path === 'package.json')?.content ?? '{}') as {
    dependencies: Record<string, string>;
  };
  expect(dependencies['@connectsoft/domain']).toBe('1.0.0');
});

it('npm installs them from there, with the bytes that the lockfile pins, and imports resolve', async () => {
  const folder = await install('as-generated');
  const names = archives.map(({ manifest }) => manifest.name).filter((name) => !name.endsWith('/grpc'));
  expect((await readdir(join(folder, 'node_modules/@connectsoft'))).toSorted()).toEqual(
    names.map((name) => name.slice('@connectsoft/'.length)).toSorted(),
  );
  expect(asked).toContain('/npm/@connectsoft/domain');

  const program = `import { isUuid } from '@connectsoft/domain/uuid';
    const http = await import('@connectsoft/http/http-server');
    console.log(typeof isUuid, Object.keys(http).length > 0);`;
  const { stdout } = await run(process.execPath, ['--input-type=module', '-e', program], { cwd: folder });
  expect(stdout.trim()).toBe('function true');
});

it('an archive with other bytes than the lockfile pins is refused', async () => {
  const [first, second] = archives;
  const name = first!.manifest.name;
  const only = { [name]: first!.manifest.version };
  const path = `node_modules/${name}`;
  const alone = (integrity: string) => (file: GeneratedFile) => {
    if (file.path === 'package.json') return { ...file, content: JSON.stringify({ dependencies: only }) };
    if (file.path !== 'package-lock.json') return file;
    const { packages, ...lock } = JSON.parse(file.content) as { packages: Record<string, object> };
    const kept = { '': { dependencies: only }, [path]: { ...packages[path], integrity } };
    return { ...file, content: JSON.stringify({ ...lock, packages: kept }) };
  };
  await install('alone', alone(first!.integrity));
  await expect(install('tampered', alone(second!.integrity))).rejects.toThrow('EINTEGRITY');
});
