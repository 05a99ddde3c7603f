import type { Outcome } from '../factory/domain/failure.ts';
import { guardArtifacts } from '../platform/guarded-artifacts.ts';
import type { Ports } from '../platform/ports.ts';
import { createApplyDecision } from './apply-decision.ts';
import { createAssembleService } from './assemble-service.ts';
import { createCloseWorkItems } from './close-work-items.ts';
import { createCommitExtensions } from './commit-extensions.ts';
import { createCommitPlatform } from './commit-platform.ts';
import { createCommitService } from './commit-service.ts';
import { createCreateWorkItems } from './create-work-items.ts';
import { createDeployService } from './deploy-service.ts';
import { createDesignArchitecture } from './design-architecture.ts';
import { createFollowProcesses } from './follow-processes.ts';
import { createGenerateDelivery } from './generate-delivery.ts';
import { createGenerateLayer } from './generate-layer.ts';
import { createGeneratePlatform } from './generate-platform.ts';
import { createFixFindings } from './fix-findings.ts';
import { createPreflight } from './preflight.ts';
import { createReadDesign } from './read-design.ts';
import { createReadGate } from './read-gate.ts';
import { createReadRevision } from './read-revision.ts';
import { createRestoreRevision } from './restore-revision.ts';
import { fenced } from './lib/fenced.ts';
import { guard } from './lib/guard.ts';
import { limited } from './lib/limited.ts';
import { createListUndo } from './list-undo.ts';
import { keepAmendments } from './lib/keep-amendments.ts';
import { paidInTime } from './lib/paid-in-time.ts';
import type { ActivityInput } from './lib/recorded.ts';
import { stoppable } from './lib/stoppable.ts';
import type { Timers } from './lib/timers.ts';
import { createNoteReview } from './note-review.ts';
import { createOpenReview } from './open-review.ts';
import { createPlanDelivery } from './plan-delivery.ts';
import { createPlanEngineering } from './plan-engineering.ts';
import { createPlanProduct } from './plan-product.ts';
import { createReadReview } from './read-review.ts';
import { createReadStop } from './read-stop.ts';
import { createRecordTransition } from './record-transition.ts';
import { createRememberProject } from './remember-project.ts';
import { createReserveBudget } from './reserve-budget.ts';
import { createRunPipeline } from './run-pipeline.ts';
import { createSettleBudget } from './settle-budget.ts';
import { createSmokeTest } from './smoke-test.ts';
import { createUndoEffect } from './undo-effect.ts';
import { createVerifyDelivery } from './verify-delivery.ts';
import { createVerifyExtensions } from './verify-extensions.ts';
import { createVerifyPlatform } from './verify-platform.ts';
import { createVerifyService } from './verify-service.ts';
import { createVerifySolution } from './verify-solution.ts';
import { createWithdrawReviews } from './withdraw-reviews.ts';
import { createWriteAcceptanceSuite } from './write-acceptance-suite.ts';
import { createWriteContracts } from './write-contracts.ts';
import { createWriteCustomUnit } from './write-custom-unit.ts';
import { createWriteProjectDocuments } from './write-project-documents.ts';
import { createWriteSummary } from './write-summary.ts';
import { createWriteTrace } from './write-trace.ts';

/** The work of the stages: it begins only while the project is not stopped, and ends with it. */
const createWork = (ports: Ports, tools: Tools) => ({
  fixFindings: createFixFindings(ports),
  preflight: createPreflight(ports, tools),
  readDesign: createReadDesign(ports),
  readGate: createReadGate(ports),
  readRevision: createReadRevision(ports),
  restoreRevision: createRestoreRevision(ports),
  reserveBudget: createReserveBudget(ports),
  planProduct: createPlanProduct(ports),
  designArchitecture: createDesignArchitecture(ports),
  writeCustomUnit: createWriteCustomUnit(ports, tools),
  writeContracts: createWriteContracts(ports),
  verifyExtensions: createVerifyExtensions(ports),
  planEngineering: createPlanEngineering(ports),
  generateLayer: createGenerateLayer(ports),
  assembleService: createAssembleService(ports),
  writeAcceptanceSuite: createWriteAcceptanceSuite(ports),
  writeTrace: createWriteTrace(ports),
  verifyService: createVerifyService(ports),
  verifySolution: createVerifySolution(ports),
  generatePlatform: createGeneratePlatform(ports),
  planDelivery: createPlanDelivery(ports),
  generateDelivery: createGenerateDelivery(ports),
  verifyDelivery: createVerifyDelivery(ports),
  verifyPlatform: createVerifyPlatform(ports),
  writeProjectDocuments: createWriteProjectDocuments(ports),
  createWorkItems: createCreateWorkItems(ports),
  commitService: createCommitService(ports),
  commitExtensions: createCommitExtensions(ports),
  commitPlatform: createCommitPlatform(ports),
  writeSummary: createWriteSummary(ports),
  runPipeline: createRunPipeline(ports),
  deployService: createDeployService(ports),
  smokeTest: createSmokeTest(ports),
  followProcesses: createFollowProcesses(ports),
  rememberProject: createRememberProject(ports),
  closeWorkItems: createCloseWorkItems(ports),
});

/** What keeps the books of a project, whether it is stopped or not. */
const createRecords = (ports: Ports) => ({
  recordTransition: createRecordTransition(ports),
  openReview: createOpenReview(ports),
  readReview: createReadReview(ports),
  noteReview: createNoteReview(ports),
  applyDecision: createApplyDecision(ports),
  withdrawReviews: createWithdrawReviews(ports),
  settleBudget: createSettleBudget(ports),
  readStop: createReadStop(ports),
  listUndo: createListUndo(ports),
  undoEffect: createUndoEffect(ports),
});

type Activity = (input: ActivityInput) => Promise<Outcome<unknown>>;
/**
 * `timers`: how time passes for limits; the machine's when absent. `trustsModelCode`: functions that a model wrote may run where
 * this machine cannot confine them.
 */
type Tools = { bicepPath?: string | undefined; timers?: Timers; trustsModelCode?: boolean };
type Work = ReturnType<typeof createWork>;
export type Records = ReturnType<typeof createRecords>;
export type Activities = Work & Records;

/** The same activities under the same names, each within what `bound` lays around it. */
const bounded = <A extends object>(activities: A, bound: (name: string, activity: Activity) => Activity): A =>
  Object.fromEntries(
    Object.entries(activities).map(([name, activity]) => [name, guard(bound(name, activity as Activity))]),
  ) as unknown as A;

/** Every activity of the app, by the name under which it is registered and called. None stores an artifact unguarded. */
export const createActivities = (given: Ports, tools: Tools = {}): Activities => {
  const own = fenced(given);
  const guarded = { ...own, artifacts: guardArtifacts(own.artifacts) };
  const ports = { ...guarded, artifacts: keepAmendments(guarded) };
  const { timers } = tools;
  return {
    ...bounded(createWork(ports, tools), (name, activity) =>
      stoppable(ports, name, paidInTime(ports, name, activity), timers),
    ),
    ...bounded(createRecords(guarded), (name, activity) => limited(ports, name, activity, timers)),
  };
};
