import type { GeneratedFile } from '../../../factory/domain/artifact.ts';
import type { Service } from '../../../factory/domain/blueprint.ts';
import type { ProductPlan } from '../../../factory/domain/product-plan.ts';
import type { Finding } from '../../../factory/domain/quality-report.ts';
import { checkDdd } from '../../../factory/verification/checks/ddd.ts';
import { checkFormat } from '../../../factory/verification/checks/format.ts';
import { checkLayers } from '../../../factory/verification/checks/layers.ts';
import { checkLint } from '../../../factory/verification/checks/lint.ts';
import { checkTests } from '../../../factory/verification/checks/tests.ts';
import { checkTypes } from '../../../factory/verification/checks/types.ts';
import { parseSources } from '../../../factory/domain/syntax.ts';
import { verificationFiles } from '../../../factory/verification/verification-files.ts';
import { inspectDelivery } from '../../../factory/verification/inspect-delivery.ts';
import { inspectTemplates } from '../../../factory/verification/inspect-templates.ts';
import { verifyDelivery } from '../../../factory/verification/verify-delivery.ts';
import type { Sandbox } from '../../../platform/ports.ts';

export type Subject = {
  sandbox: Sandbox;
  service: Service;
  plan: ProductPlan;
  tests: boolean;
  codeOnly: boolean;
};

const clock = { now: () => new Date() };

/** Findings of the tools: compiler, linter, formatter; of the tests where these find nothing and they are wanted. */
const toolFindings = async (
  { sandbox, plan, tests }: Subject,
  key: string,
  files: readonly GeneratedFile[],
): Promise<Finding[]> => {
  const { session } = await sandbox.open(key, [...files, ...verificationFiles]);
  try {
    const [types, { lint }, format] = await Promise.all([
      checkTypes(session, files),
      checkLint(session, files),
      checkFormat(session, files),
    ]);
    const found = [types, lint, format].flatMap(({ findings }) => findings);
    if (found.length > 0 || !tests) return found;
    const { kinds } = await checkTests(session, files, plan);
    return Object.values(kinds).flatMap(({ findings }) => findings);
  } finally {
    await session.close();
  }
};

/** Of delivery, mistakes in the code can only break what is asked of both. */
const deliveryFindings = async (
  { codeOnly }: Subject,
  files: readonly GeneratedFile[],
): Promise<Finding[]> =>
  codeOnly
    ? inspectDelivery(inspectTemplates())(files, ['consistency'])
    : (await verifyDelivery({ files, clock })).flatMap(({ findings }) => findings);

/** What the factory's own checks find in a tree; those that start the service are left out, as they take too long here. */
export const findingsOf = async (
  subject: Subject,
  key: string,
  files: readonly GeneratedFile[],
): Promise<Finding[]> => {
  const sources = parseSources(files);
  const delivery = await deliveryFindings(subject, files);
  const inspected = [
    ...checkLayers(sources).findings,
    ...checkDdd(sources, subject.service).findings,
    ...delivery,
  ];
  const tooled = await toolFindings(subject, key, files);
  return [...inspected, ...tooled];
};
