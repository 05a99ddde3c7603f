import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A built file of the page. `etag` comes with its quotes. */
export type PageFile = { bytes: Buffer; etag: string };

/** The built files by name. Rejects when there are none, with what to do about it. */
export type PageFiles = () => Promise<ReadonlyMap<string, PageFile>>;

const read = async (folder: string): Promise<ReadonlyMap<string, PageFile>> => {
  const names = (await readdir(folder)).toSorted();
  const files = names.map(async (name) => {
    const bytes = await readFile(join(folder, name));
    return [name, { bytes, etag: `"${createHash('sha256').update(bytes).digest('hex')}"` }] as const;
  });
  return new Map(await Promise.all(files));
};

/** Reads the folder that `find` names, when a file is asked for first; a failure is tried again with the next one. */
export const pageFiles = (find: () => Promise<string> | string): PageFiles => {
  let files: Promise<ReadonlyMap<string, PageFile>> | undefined;
  return async () => {
    files ??= Promise.resolve().then(find).then(read);
    try {
      return await files;
    } catch (error) {
      files = undefined;
      throw error;
    }
  };
};
