import { createHash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';

import { PortError } from '../port-error.ts';
import { refuseUnsafePaths } from '../safe-path.ts';
import { jobSchema, MAX_FILES, type Job } from './job.ts';

/** Most bytes of a job, compressed and not. */
export const MAX_PACKED_BYTES = 24 * 1024 ** 2;
export const MAX_JOB_BYTES = 96 * 1024 ** 2;

/** What compresses better than this was made to: sources come to 4 to 10. Small jobs may. */
const MAX_RATIO = 100;
const SMALL_BYTES = 1024 ** 2;

/** A compressed job, and the sha-256 of what it says in lower-case hex. */
export type PackedJob = { bytes: Uint8Array; digest: string };

const tooLarge = (what: string): PortError =>
  new PortError(
    'invalid-configuration',
    `What is to be verified is too large for a sandbox: ${what}. Make the service smaller, or split it.`,
  );

const refuse = (job: Job): void => {
  const trees = [job.files, ...('services' in job ? job.services.map(({ files }) => files) : [])];
  const files = trees.reduce((sum, { length }) => sum + length, 0);
  if (files > MAX_FILES) throw tooLarge(`more than ${MAX_FILES} files`);
  for (const tree of trees) refuseUnsafePaths(tree.map(({ path }) => path));
};

const digestOf = (text: string | Uint8Array): string => createHash('sha256').update(text).digest('hex');

/** Kinds thrown: `invalid-configuration` (too large), `critical` (a path that cannot be written). */
export const packJob = (job: Job): PackedJob => {
  refuse(job);
  const text = JSON.stringify(job);
  if (Buffer.byteLength(text) > MAX_JOB_BYTES) throw tooLarge(`more than ${MAX_JOB_BYTES} bytes`);
  const bytes = gzipSync(text);
  if (bytes.length > MAX_PACKED_BYTES)
    throw tooLarge(`more than ${MAX_PACKED_BYTES} bytes when it is compressed`);
  return { bytes, digest: digestOf(text) };
};

const unpacked = (bytes: Uint8Array): Buffer => {
  const maxOutputLength = Math.min(MAX_JOB_BYTES, Math.max(SMALL_BYTES, bytes.length * MAX_RATIO));
  try {
    return gunzipSync(bytes, { maxOutputLength });
  } catch (error) {
    if ((error as { code?: unknown }).code === 'ERR_BUFFER_TOO_LARGE')
      throw tooLarge('it unpacks to more than it may');
    throw new PortError('critical', 'The job is not compressed as it should be.', { cause: error });
  }
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** The job of a sender who may want to harm: within every limit, of the schema, with paths that can be written. */
export const unpackJob = (bytes: Uint8Array): { job: Job; digest: string } => {
  if (bytes.length > MAX_PACKED_BYTES)
    throw tooLarge(`more than ${MAX_PACKED_BYTES} bytes when it is compressed`);
  const raw = unpacked(bytes);
  const { data, error } = jobSchema.safeParse(parsed(raw.toString('utf8')));
  if (!data) {
    const [issue] = error.issues;
    throw new PortError(
      'critical',
      `The job is none: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`,
    );
  }
  refuse(data);
  return { job: data, digest: digestOf(raw) };
};
