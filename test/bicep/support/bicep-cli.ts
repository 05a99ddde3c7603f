import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

export const root = resolve(import.meta.dirname, '../../..');
const cli = process.env['BICEP_PATH'] ?? join(root, '.bicep/bicep');

export const hasBicep = existsSync(cli);
/** Said where the tests are skipped. */
export const withoutBicep = hasBicep ? '' : ' (not run: no Bicep CLI; scripts/bicep/install.sh installs it)';

/** The values of parameter files come from the files alone. */
const environment = { PATH: process.env['PATH'], HOME: process.env['HOME'], DOTNET_CLI_HOME: tmpdir() };

export const bicep = (...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(cli, args, { encoding: 'utf8', env: environment });
  return { status, stdout, stderr };
};

/** A copy of `bicep/`, to be changed and built. */
export const copyOfBicep = (): string => {
  const folder = join(mkdtempSync(join(tmpdir(), 'factory-bicep-')), 'bicep');
  cpSync(join(root, 'bicep'), folder, { recursive: true });
  return folder;
};

/** A resource as it would be deployed. Expressions that only a deployment knows stand as `[…]`. */
export type Resource = {
  id: string;
  type: string;
  name: string;
  location?: string;
  properties: Record<string, unknown>;
  [field: string]: unknown;
};
export type Snapshot = { predictedResources: Resource[]; diagnostics: string[] };

const PLACE = [
  ['--subscription-id', '00000000-0000-0000-0000-000000000001'],
  ['--tenant-id', '00000000-0000-0000-0000-000000000002'],
  ['--resource-group', 'factory'],
  ['--location', 'westeurope'],
].flat();

/** What a parameter file of a folder deploys, as text. Throws what the CLI says where it cannot be built. */
export const snapshotText = (folder: string, name: string): string => {
  const { status, stderr } = bicep(
    'snapshot',
    join(folder, `${name}.bicepparam`),
    '--mode',
    'overwrite',
    ...PLACE,
  );
  if (status !== 0) throw new Error(stderr);
  return readFileSync(join(folder, `${name}.snapshot.json`), 'utf8');
};

export const parseSnapshot = (text: string): Snapshot => JSON.parse(text) as Snapshot;
