import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { deflateSync } from 'node:zlib';

import type { Repository } from './repository.ts';

const write = async (file: string, content: string | Buffer): Promise<void> => {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, content);
};

/** Writes a repository to a folder as git itself keeps it, so that git can look at it: `git --git-dir=<folder> fsck`. */
export const writeRepository = async (
  { store, refs, defaultBranch }: Repository,
  folder: string,
): Promise<void> => {
  await write(join(folder, 'HEAD'), `ref: ${defaultBranch ?? 'refs/heads/main'}\n`);
  await write(join(folder, 'config'), '[core]\n\trepositoryformatversion = 0\n\tbare = true\n');
  await mkdir(join(folder, 'refs', 'heads'), { recursive: true });
  for (const [id, { type, bytes }] of store.objects) {
    const object = Buffer.concat([Buffer.from(`${type} ${bytes.length}\0`), bytes]);
    await write(join(folder, 'objects', id.slice(0, 2), id.slice(2)), deflateSync(object, { level: 1 }));
  }
  for (const [name, id] of refs) await write(join(folder, name), `${id}\n`);
};
