import type { GeneratedFile } from '../../domain/artifact.ts';
import type { Inspection } from '../inspection.ts';
import { agreementInspection } from './consistency/agreement-inspection.ts';
import { AGREEMENT_KINDS, type Agreement } from './consistency/agreement.ts';
import { alertAgreements } from './consistency/alerts.ts';
import { dashboardAgreements } from './consistency/dashboard.ts';
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
    ...dashboardAgreements(tree),
  ];
};

/** Holds what code, container, manifests, infrastructure, pipeline and documents say of the same thing against each other. */
export const checkConsistency = (files: readonly GeneratedFile[]): Inspection =>
  agreementInspection(agreementsOf(files), AGREEMENT_KINDS);
