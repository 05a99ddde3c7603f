import { qualityReportSchema, type Finding } from '../../factory/domain/quality-report.ts';
import { CODE_CHECKS, DELIVERY_CHECKS } from '../../factory/domain/quality-gate.ts';
import { qualityReportPath } from '../../factory/domain/required-artifacts.ts';
import type { Stage } from '../../factory/domain/stage.ts';
import type { PipelineRun, Ports } from '../../platform/ports.ts';
import { requireArtifact } from './artifact-texts.ts';
import { deploymentFindings, pipelineFindings } from './pipeline-findings.ts';

type Store = Pick<Ports['artifacts'], 'read'>;

type Request = { projectId: string; stage: Stage } & ({ service: string } | { shared: 'platform' });

/** What a deployment failed of: its pipeline, or what the revision answered that it built. */
const deploymentStage = async (artifacts: Store, projectId: string, service: string): Promise<Finding[]> => {
  const read = async (name: string): Promise<unknown> =>
    JSON.parse((await artifacts.read(projectId, `deployment/${service}/${name}.json`)) ?? 'null');
  const run = (await read('pipeline-run')) as PipelineRun | null;
  if (run === null) return [];
  const probes = (await read('smoke-test')) as Parameters<typeof deploymentFindings>[0] | null;
  return run.status === 'failed' ? pipelineFindings(run) : deploymentFindings(probes ?? []);
};

/** The findings that a stage's last verification left, as they lie in the artifact store. */
export const findingsOf = async (artifacts: Store, request: Request): Promise<Finding[]> => {
  if (request.stage === 'deployment' && 'service' in request)
    return deploymentStage(artifacts, request.projectId, request.service);
  const path = 'service' in request ? qualityReportPath(request.service) : 'quality/platform-checks.json';
  const text = await requireArtifact(artifacts, request.projectId, path);
  const report = qualityReportSchema.pick({ checks: true }).safeParse(wrapped(JSON.parse(text)));
  const relevant = request.stage === 'quality' ? CODE_CHECKS : DELIVERY_CHECKS;
  return (report.data?.checks ?? [])
    .filter(({ name, status }) => status === 'failed' && relevant.includes(name))
    .flatMap(({ findings }) => findings);
};

/** The platform's report is its checks alone. */
const wrapped = (report: unknown): unknown => {
  const checks = Array.isArray(report) ? report : (report as { checks?: unknown }).checks;
  return { checks };
};
