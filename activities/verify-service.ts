import { servicePrefix } from '../factory/domain/artifact.ts';
import type { Outcome } from '../factory/domain/failure.ts';
import { realisedPlan } from '../factory/domain/product-plan.ts';
import { changeService } from '../factory/domain/project-transitions.ts';
import { CODE_CHECKS, judge } from '../factory/domain/quality-gate.ts';
import type { QualityReport } from '../factory/domain/quality-report.ts';
import { qualityReportPath } from '../factory/domain/required-artifacts.ts';
import { servedEverywhere, servedRequirements } from '../factory/domain/served-requirements.ts';
import type { Ports } from '../platform/ports.ts';
import { jsonFile, readBlueprint, readPlan, serviceOf } from './lib/artifact-texts.ts';
import { heldBack } from './lib/held-back.ts';
import { recorded } from './lib/recorded.ts';
import { verificationOf } from './lib/verification-of.ts';
import type { ServiceInput } from './lib/write-service-files.ts';

type Used = Pick<Ports, 'projects' | 'artifacts' | 'verifier' | 'actions' | 'publisher' | 'clock'>;

const outputOf = ({ checks, tests, coverage }: QualityReport): string => {
  const passed = checks.filter(({ status }) => status === 'passed').length;
  return `${passed} of ${checks.length} checks passed, ${tests.passed} tests passed, ${tests.failed} failed, ${coverage ?? 0} % of lines covered`;
};

/** What the project document keeps of a report: enough for the table at the end, no evidence. */
export const summarised = ({ checks, coverage, tests }: QualityReport) => ({
  checks: checks.map(({ name, status, durationMs, detail }) => ({ name, status, durationMs, detail })),
  coverage: coverage ?? 0,
  tests,
});

/** Quality: builds, tests, starts and calls a service for real, and holds the report against the gate. */
export const createVerifyService =
  (ports: Used) =>
  (input: ServiceInput): Promise<Outcome<null>> =>
    recorded(
      ports,
      input,
      {
        stage: 'quality',
        agent: 'quality-engineer',
        action: 'verify the service',
        input: servicePrefix(input.service),
        service: input.service,
      },
      async () => {
        const blueprint = await readBlueprint(ports.artifacts, input.projectId);
        const plan = await readPlan(ports.artifacts, input.projectId);
        const report = await ports.verifier.verifyService(verificationOf(input, input.service), {
          files: await ports.artifacts.readAll(input.projectId, servicePrefix(input.service)),
          service: serviceOf(blueprint, input.service),
          plan: realisedPlan(plan, blueprint.unrealised),
        });
        await ports.artifacts.putAll(input.projectId, 'quality', [
          jsonFile(qualityReportPath(input.service), report),
        ]);
        await ports.projects.update(input.projectId, (project) => {
          const servedStories = { ...project.servedStories, [input.service]: report.servedStories };
          return {
            ...changeService(project, input.service, { quality: summarised(report) }),
            servedStories,
            requirements: servedRequirements(
              plan,
              blueprint.unrealised,
              servedEverywhere(plan, servedStories),
            ),
          };
        });
        const held = heldBack(input.service, judge(report, CODE_CHECKS), qualityReportPath(input.service));
        return held ?? { ok: true, value: { result: null, facts: { output: outputOf(report) } } };
      },
    );
