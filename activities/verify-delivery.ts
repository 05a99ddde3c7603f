import { servicePrefix } from '../factory/domain/artifact.ts';
import type { Outcome } from '../factory/domain/failure.ts';
import { changeService } from '../factory/domain/project-transitions.ts';
import { DELIVERY_CHECKS, judge } from '../factory/domain/quality-gate.ts';
import {
  CHECKS,
  qualityReportSchema,
  type CheckResult,
  type QualityReport,
} from '../factory/domain/quality-report.ts';
import { qualityReportPath } from '../factory/domain/required-artifacts.ts';
import type { Ports } from '../platform/ports.ts';
import { jsonFile, requireArtifact } from './lib/artifact-texts.ts';
import { heldBack } from './lib/held-back.ts';
import { recorded } from './lib/recorded.ts';
import { verificationOf } from './lib/verification-of.ts';
import { summarised } from './verify-service.ts';
import type { ServiceInput } from './lib/write-service-files.ts';

type Used = Pick<Ports, 'projects' | 'artifacts' | 'verifier' | 'actions' | 'publisher' | 'clock'>;

/** The report with the delivery checks in the place of earlier ones of the same name, in the table's order. */
const merged = (report: QualityReport, delivery: readonly CheckResult[]): QualityReport => ({
  ...report,
  checks: CHECKS.flatMap(
    (name) =>
      delivery.find((check) => check.name === name) ??
      report.checks.find((check) => check.name === name) ??
      [],
  ),
});

/** DevOps: holds the delivery artifacts against their schemas and tools. */
export const createVerifyDelivery =
  (ports: Used) =>
  (input: ServiceInput): Promise<Outcome<null>> =>
    recorded(
      ports,
      input,
      {
        stage: 'devops',
        agent: 'delivery-verifier',
        action: 'verify the delivery artifacts',
        input: `${servicePrefix(input.service)}deploy/`,
        service: input.service,
      },
      async () => {
        const path = qualityReportPath(input.service);
        const files = await ports.artifacts.readAll(input.projectId, servicePrefix(input.service));
        const earlier = qualityReportSchema.parse(
          JSON.parse(await requireArtifact(ports.artifacts, input.projectId, path)),
        );
        const checks = await ports.verifier.verifyDelivery(verificationOf(input, input.service), files);
        const report = merged(earlier, checks);
        await ports.artifacts.putAll(input.projectId, 'devops', [jsonFile(path, report)]);
        await ports.projects.update(input.projectId, (project) =>
          changeService(project, input.service, { quality: summarised(report) }),
        );
        const held = heldBack(`the delivery of ${input.service}`, judge(report, DELIVERY_CHECKS), path);
        if (held) return held;
        const own = report.checks.filter(({ name }) => DELIVERY_CHECKS.includes(name));
        const output = own.map(({ name, status }) => `${name} ${status}`).join(', ');
        return { ok: true, value: { result: null, facts: { output } } };
      },
    );
