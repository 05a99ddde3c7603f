import { readFileSync } from 'node:fs';

import { z } from 'zod';

import { qualityReportSchema } from '../../../factory/domain/quality-report.ts';
import type { ArtifactStore, PipelineRun } from '../../../platform/ports.ts';

const checkSchema = z.object({
  name: z.enum(['types', 'lint', 'format', 'tests']),
  passed: z.boolean(),
  output: z.string(),
});
const probeSchema = z.object({ probe: z.string(), ok: z.boolean(), detail: z.string() });

/** What the expensive tools answered in a real run of the same definition. */
export const recordingSchema = z.object({
  report: qualityReportSchema,
  extensions: z.array(checkSchema),
  pipeline: z.custom<PipelineRun>((value) => typeof value === 'object' && value !== null && 'steps' in value),
  probes: z.array(probeSchema),
});
export type Recording = z.infer<typeof recordingSchema>;

/** Names the file with the recording to a process that replays it. */
export const RECORDING = 'CHAOS_RECORDING';

/** The recording that this process replays. Throws when it was not given one. */
export const givenRecording = (): Recording => {
  const file = process.env[RECORDING];
  if (file === undefined) throw new Error(`${RECORDING} names no recording.`);
  return recordingSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
};

/** Reads out of a completed run what its tools answered. */
export const recordingOf = async (
  artifacts: Pick<ArtifactStore, 'list' | 'read'>,
  projectId: string,
  service: string,
): Promise<Recording> => {
  const parsed = async (owner: string, path: string): Promise<unknown> =>
    JSON.parse((await artifacts.read(owner, path)) ?? 'null');
  const [extensions] = await artifacts.list('shared', 'extensions/');
  return recordingSchema.parse({
    report: await parsed(projectId, `quality/${service}/quality-report.json`),
    extensions: await parsed('shared', extensions?.path ?? ''),
    pipeline: await parsed(projectId, `deployment/${service}/pipeline-run.json`),
    probes: await parsed(projectId, `deployment/${service}/smoke-test.json`),
  });
};
