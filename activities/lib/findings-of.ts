import { qualityReportSchema, type Finding } from '../../factory/domain/quality-report.ts';
import { CODE_CHECKS, DELIVERY_CHECKS } from '../../factory/domain/quality-gate.ts';
import { qualityReportPath } from '../../factory/domain/required-artifacts.ts';
import type { Stage } from '../../factory/domain/stage.ts';
import type { PipelineRun, Ports } from '../../platform/ports.ts';
import { requireArtifact } from './artifact-texts.ts';

type Store = Pick<Ports['artifacts'], 'read'>;

type Request = { projectId: string; stage: Stage } & ({ service: string } | { shared: 'platform' });

/** Lines of a log that a finding carries. */
const LOG_LENGTH = 1_800;

/** What a failed pipeline says, as findings: one per failed step, with the end of its log. */
const pipelineFindings = ({ steps, log }: PipelineRun): Finding[] =>
  steps
    .filter(({ status }) => status === 'failed')
    .map(({ stage, job, name, detail }) => ({
      check: 'pipeline-schema',
      rule: `pipeline/${stage}/${job}/${name}`,
      file: 'azure-pipelines.yml',
      message: `${detail}\n${log.slice(-LOG_LENGTH)}`.trim().slice(0, 2_000) || `Step ${name} failed.`,
      suggestion: 'Correct what the log of the step names.',
    }));

/** The findings that a stage's last verification left, as they lie in the artifact store. */
export const findingsOf = async (artifacts: Store, request: Request): Promise<Finding[]> => {
  if (request.stage === 'deployment' && 'service' in request) {
    const text = await artifacts.read(request.projectId, `deployment/${request.service}/pipeline-run.json`);
    return text === undefined ? [] : pipelineFindings(JSON.parse(text) as PipelineRun);
  }
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
