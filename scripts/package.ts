import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { zipSync, type Zippable } from 'fflate';

/**
 * `npm run package`: the function app for Azure as one zip, as Functions deploys it: no `node_modules`, no exec bits, the same
 * bytes for the same sources. `--output FILE` names it; `factory.zip` otherwise.
 */
const root = resolve(import.meta.dirname, '..');
const { values } = parseArgs({ options: { output: { type: 'string', default: 'factory.zip' } } });
const output = resolve(values.output);
const folder = mkdtempSync(join(tmpdir(), 'factory-package-'));

/** The first moment that a zip can name: a package holds no time. */
const EPOCH = new Date(1980, 0, 1);

try {
  const build = [join(root, 'scripts/build.ts'), '--platform', 'azure', '--output', folder];
  const { status } = spawnSync(process.execPath, build, { cwd: root, stdio: 'inherit' });
  if (status !== 0) throw new Error('The app cannot be built for Azure; see above.');
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
  const entries: Zippable = Object.fromEntries(
    files.map((path) => [
      path.slice(folder.length + 1),
      [readFileSync(path), { mtime: EPOCH, os: 3, attrs: 0o644 << 16 }],
    ]),
  );
  const zip = zipSync(entries, { level: 9 });
  writeFileSync(output, zip);
  console.log(`${output}: ${(zip.length / 1_048_576).toFixed(1)} MB, ${files.length} files`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
