import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

import { bytesOf } from '../../../factory/domain/artifact-bytes.ts';
import type { GeneratedFile } from '../../../factory/domain/artifact.ts';
import type { Service } from '../../../factory/domain/blueprint.ts';
import { LAYERS } from '../../../factory/domain/layer.ts';
import { contractFiles } from '../../../factory/generators/contracts/contract-files.ts';
import { withPackages } from '../../../factory/generators/extensions/with-packages.ts';
import { formatFiles } from '../../../factory/generators/format-files.ts';
import {
  projectFiles,
  typescriptLayers,
} from '../../../factory/generators/typescript/typescript-generator.ts';

const run = promisify(execFile);

const generate = async (service: Service): Promise<GeneratedFile[]> => {
  const files = [
    ...LAYERS.flatMap((layer) => typescriptLayers[layer](service)),
    ...projectFiles(service),
    ...contractFiles(service),
  ];
  return formatFiles(await withPackages(files, undefined));
};

const write = async (directory: string, files: readonly GeneratedFile[]): Promise<void> => {
  for (const file of files) {
    await mkdir(dirname(join(directory, file.path)), { recursive: true });
    await writeFile(join(directory, file.path), bytesOf(file));
  }
};

/** Packages are the same for every service, whose name its lockfile holds: one installation serves all. */
const installed = async (files: readonly GeneratedFile[]): Promise<string> => {
  const project = files.filter(({ path }) => /^(?:package|vendor\/|\.npmrc$)/.test(path));
  const { packages } = JSON.parse(project.find(({ path }) => path === 'package-lock.json')!.content) as {
    packages: Record<string, object>;
  };
  const hash = createHash('sha256')
    .update(JSON.stringify({ ...packages, '': undefined }))
    .digest('hex');
  const place = join(tmpdir(), `generated-service-packages-${hash.slice(0, 16)}`);
  if (existsSync(place)) return join(place, 'node_modules');
  const draft = await mkdtemp(`${place}-`);
  await write(draft, project);
  await run('npm', ['ci', '--prefer-offline', '--no-audit', '--no-fund'], { cwd: draft });
  await rename(draft, place).catch(() => rm(draft, { recursive: true, force: true }));
  return join(place, 'node_modules');
};

/** The repository of a service in a directory of its own, with its packages; whoever asked removes it. */
export const generatedRepository = async (service: Service, name: string): Promise<string> => {
  const files = await generate(service);
  const directory = await mkdtemp(join(tmpdir(), `generated-${name}-`));
  await write(directory, files);
  await symlink(await installed(files), join(directory, 'node_modules'));
  return directory;
};
