import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A template compiler that finds nothing wrong, as soon as it is let. */
export const aCompiler = () => {
  const folder = mkdtempSync(join(tmpdir(), 'compiler-'));
  const go = join(folder, 'go');
  const path = join(folder, 'bicep');
  const script = `#!/bin/sh\n[ "$1" = --version ] && exit 0\nwhile [ ! -e ${go} ]; do sleep 0.05; done\n`;
  writeFileSync(path, script);
  chmodSync(path, 0o755);
  return {
    path,
    /** Lets what runs, and what will, end. */
    release: () => writeFileSync(go, ''),
    hold: () => rmSync(go, { force: true }),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
};
