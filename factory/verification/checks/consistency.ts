import type { GeneratedFile } from '../../domain/artifact.ts';
import type { Inspection } from '../inspection.ts';
import { AGREEMENT_KINDS, type Agreement } from './consistency/agreement.ts';
import { alertAgreements } from './consistency/alerts.ts';
import { declaredSettings } from './consistency/declared-settings.ts';
import { environmentAgreements } from './consistency/environments.ts';
import { healthAgreements } from './consistency/health-paths.ts';
import { identityAgreements } from './consistency/identities.ts';
import { imageAgreements } from './consistency/images.ts';
import { messagingAgreements } from './consistency/messaging.ts';
import { nameAgreements } from './consistency/names.ts';
import { portAgreements } from './consistency/ports.ts';
import { runtimeAgreements } from './consistency/runtime.ts';
import { secretAgreements } from './consistency/secrets.ts';
import { settingAgreements } from './consistency/settings.ts';
import { storageAgreements } from './consistency/storage.ts';
import { treeOf } from './consistency/tree.ts';

/** All comparisons of a repository. */
export const agreementsOf = (files: readonly GeneratedFile[]): Agreement[] => {
  const tree = treeOf(files);
  const settings = declaredSettings(files);
  return [
    ...portAgreements(tree, settings),
    ...nameAgreements(tree),
    ...settingAgreements(tree, settings),
    ...identityAgreements(tree),
    ...secretAgreements(tree),
    ...healthAgreements(tree),
    ...imageAgreements(tree),
    ...messagingAgreements(tree, settings),
    ...storageAgreements(tree, settings),
    ...environmentAgreements(tree),
    ...runtimeAgreements(tree),
    ...alertAgreements(tree),
  ];
};

const counted = (agreements: readonly Agreement[]): string =>
  AGREEMENT_KINDS.map((kind) => `${kind} ${agreements.filter((each) => each.kind === kind).length}`).join(
    ', ',
  );

/**
 * Holds what code, container, manifests, infrastructure, pipeline and documents say of the same thing against each other. A
 * kind of agreement that compares nothing is a finding: something that it reads was moved.
 */
export const checkConsistency = (files: readonly GeneratedFile[]): Inspection => {
  const agreements = agreementsOf(files);
  const broken = new Map(
    agreements.flatMap(({ kind, file, broken: message }) =>
      message === undefined ? [] : [[`${kind} ${message}`, { kind, file, message }] as const],
    ),
  );
  const silent = AGREEMENT_KINDS.filter((kind) => !agreements.some((each) => each.kind === kind));
  return {
    inspected: agreements.length,
    unit: 'agreements',
    remark: counted(agreements),
    findings: [
      ...[...broken.values()].map(({ kind, file, message }) => ({
        check: 'consistency' as const,
        rule: `consistency/${kind}`,
        file,
        message,
        suggestion: 'Take the value from one source in the generator, so that both places say the same.',
      })),
      ...(agreements.length === 0 ? [] : silent).map((kind) => ({
        check: 'consistency' as const,
        rule: `consistency/${kind}`,
        message: `Nothing that says ${kind} was found.`,
        suggestion: 'Generate what the comparison reads, or have it read where it is now.',
      })),
    ],
  };
};
