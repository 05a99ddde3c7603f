import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';

import { createTar } from 'nanotar';

import { bytesOf } from '../../domain/artifact-bytes.ts';
import type { GeneratedFile } from '../../domain/artifact.ts';

/** What npm itself writes as the time of every entry, so that an archive holds no time of its own. */
const MTIME = Date.UTC(1985, 9, 26, 8, 15);

/** An archive ends in two empty blocks of 512 bytes; the library writes one. */
const END = Buffer.alloc(512);

/** Place of the operating system in a gzip header, and the value that names none. */
const GZIP_SYSTEM = 9;
const UNKNOWN_SYSTEM = 255;

/** An npm package as an archive: the same files give the same bytes on any machine. */
export const packArchive = (path: string, files: readonly GeneratedFile[]): GeneratedFile => {
  const entries = files
    .toSorted((one, other) => (one.path < other.path ? -1 : 1))
    .map((file) => ({
      name: `package/${file.path}`,
      data: new Uint8Array(bytesOf(file)),
      attrs: { mode: '644', uid: 0, gid: 0, mtime: MTIME, user: '', group: '' },
    }));
  const zipped = gzipSync(Buffer.concat([createTar(entries), END]), { level: 9 });
  zipped[GZIP_SYSTEM] = UNKNOWN_SYSTEM;
  return { path, content: zipped.toString('base64') };
};

/** Subresource integrity, as lockfiles have it. */
export const integrityOf = (file: GeneratedFile): string =>
  `sha512-${createHash('sha512').update(bytesOf(file)).digest('base64')}`;
