import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { unzipSync } from 'fflate';

/** Writes the files of a package into a folder as a deployment may leave them: without exec bits. Answers their paths. */
export const unpack = (zip: string, folder: string): string[] => {
  const entries = Object.entries(unzipSync(readFileSync(zip)));
  for (const [path, content] of entries) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content, { mode: 0o444 });
  }
  return entries.map(([path]) => path);
};
