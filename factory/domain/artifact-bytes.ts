import { isBinary, type GeneratedFile } from './artifact.ts';

/** What a generated file holds on disk. */
export const bytesOf = ({ path, content }: GeneratedFile): Buffer =>
  Buffer.from(content, isBinary(path) ? 'base64' : 'utf8');

/** The other way round: the file that these bytes are. */
export const fileOf = (path: string, bytes: Uint8Array): GeneratedFile => ({
  path,
  content: Buffer.from(bytes).toString(isBinary(path) ? 'base64' : 'utf8'),
});
