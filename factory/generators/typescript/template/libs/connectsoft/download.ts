import type { OperationReply } from './operation.ts';

/** Characters that are sent at a time. */
const chunkSize = 16_384;

const inChunks = async function* (lines: AsyncIterable<string>): AsyncIterable<string> {
  let chunk = '';
  for await (const next of lines) {
    chunk += next;
    if (chunk.length < chunkSize) continue;
    yield chunk;
    chunk = '';
  }
  if (chunk !== '') yield chunk;
};

/** A file that is sent while it is written. */
export const download = (filename: string, type: string, lines: AsyncIterable<string>): OperationReply => ({
  status: 200,
  headers: { 'content-type': type, 'content-disposition': `attachment; filename="${filename}"` },
  body: inChunks(lines),
});
