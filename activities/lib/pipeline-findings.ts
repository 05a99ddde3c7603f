import type { Finding } from '../../factory/domain/quality-report.ts';
import type { PipelineRun } from '../../platform/ports.ts';

/** Characters of a log that a finding carries. */
const LOG_LENGTH = 1_800;

const SUGGESTION = 'Correct what the log of the step names.';

/** `src/a.ts(3,4): error TS2322: …` of the compiler. */
const TYPES = /^((?:src|libs|test)\/[\w./-]+\.ts)\((\d+),\d+\): error (TS\d+): (.+)$/gm;

/** `src/a.ts (3ms)`: a file that the formatter would write otherwise. */
const STYLE = /^([\w./-]+\.(?:ts|md|ya?ml|json)) \(\d+ms\)$/gm;

/** `…/deploy/bicep/main.bicep(3,4) : Error BCP057: …` of the template compiler. */
const TEMPLATES =
  /(deploy\/bicep\/[\w./-]+\.bicep(?:param)?)\((\d+),\d+\) : (?:Error|Warning) ([\w-]+): (.+)$/gm;

/** A file of the pipeline that a log names. */
const PIPELINE = /\b(?:azure-pipelines\.yml|pipelines\/[\w./-]+\.ya?ml)\b/;

const placed =
  (check: 'types' | 'bicep') =>
  ([, file = '', line, code = '', message = '']: RegExpExecArray): Finding => ({
    check,
    rule: `${check}/${code}`,
    file,
    line: Number(line),
    message: message.slice(0, LOG_LENGTH),
    suggestion: SUGGESTION,
  });

/** What tools say in a log of single files, as the checks of quality would say it. */
const diagnosticsIn = (log: string): Finding[] => [
  ...[...log.matchAll(TYPES)].map(placed('types')),
  ...[...log.matchAll(TEMPLATES)].map(placed('bicep')),
  ...[...log.matchAll(STYLE)].map(([, file = '']): Finding => ({
    check: 'format',
    rule: 'format/style',
    file,
    message: 'The file is not as the formatter would write it.',
    suggestion: 'Run the formatter over the file.',
  })),
];

const ofPipeline = (rule: string, log: string, message: string): Finding => ({
  check: 'pipeline-schema',
  rule,
  file: PIPELINE.exec(log)?.[0] ?? 'azure-pipelines.yml',
  message: message.trim().slice(0, 2_000) || 'The pipeline failed and does not say why.',
  suggestion: SUGGESTION,
});

/**
 * What a failed pipeline says, as findings: what tools say of single files in the log, then one per failed step with the end
 * of its log. A pipeline of which no step ran could not be read.
 */
export const pipelineFindings = ({ status, steps, log }: PipelineRun): Finding[] => {
  if (status === 'succeeded') return [];
  const tail = log.slice(-LOG_LENGTH);
  const failed = steps.filter((step) => step.status === 'failed');
  return [
    ...diagnosticsIn(log),
    ...failed.map(({ stage, job, name, detail }) =>
      ofPipeline(`pipeline/${stage}/${job}/${name}`, '', `${detail}\n${tail}`),
    ),
    ...(failed.length === 0 ? [ofPipeline('pipeline/unreadable', log, tail)] : []),
  ];
};

type Probe = { probe: string; ok: boolean; detail: string };

/** What the smoke test of a deployed revision found; what it did not say, of a revision that never answered. */
export const deploymentFindings = (probes: readonly Probe[]): Finding[] => {
  const broken = probes.filter(({ ok }) => !ok);
  const said = broken.map(({ probe, detail }) => ({ rule: `smoke-test/${probe}`, message: detail }));
  const silent = { rule: 'deployment/no-answer', message: 'The revision was built and does not serve.' };
  return (said.length > 0 ? said : [silent]).map(({ rule, message }) => ({
    check: 'operations',
    rule,
    message: message.slice(0, 2_000) || rule,
    suggestion: 'Correct what keeps the service from answering as published.',
  }));
};
