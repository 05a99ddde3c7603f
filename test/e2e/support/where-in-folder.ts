import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** How a value may be written down: as it is, in two bytes a character, or encoded, from each of the three places base64 begins at. */
const spellings = (value: string): Buffer[] => {
  const bytes = Buffer.from(value);
  const encoded = [0, 1, 2].map((offset) =>
    bytes.subarray(offset, offset + 3 * Math.floor((bytes.length - offset) / 3)),
  );
  return [
    bytes,
    Buffer.from(value, 'utf16le'),
    Buffer.from(bytes.toString('hex')),
    Buffer.from(encodeURIComponent(value)),
    ...encoded.map((part) => Buffer.from(part.toString('base64'))),
  ];
};

/** Files of a folder (databases and their logs among them) that hold a value, and how many were looked at. */
export const whereInFolder = (folder: string, value: string): { looked: number; hits: string[] } => {
  const wanted = spellings(value);
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  const hits = files.filter((file) => {
    if (wanted.some((spelling) => file.includes(spelling.toString()))) return true;
    const content = readFileSync(file);
    return wanted.some((spelling) => content.includes(spelling));
  });
  return { looked: files.length, hits };
};
