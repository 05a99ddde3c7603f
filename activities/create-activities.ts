import { guardArtifacts } from '../platform/guarded-artifacts.ts';
import type { Ports } from '../platform/ports.ts';
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
import { guard } from './lib/guard.ts';
import { createPlanDelivery } from './plan-delivery.ts';
import { createPlanEngineering } from './plan-engineering.ts';
import { createPlanProduct } from './plan-product.ts';
import { createRecordTransition } from './record-transition.ts';
import { createRememberProject } from './remember-project.ts';
import { createRunPipeline } from './run-pipeline.ts';
import { createSmokeTest } from './smoke-test.ts';
import { createVerifyDelivery } from './verify-delivery.ts';
import { createVerifyExtensions } from './verify-extensions.ts';
import { createVerifyPlatform } from './verify-platform.ts';
import { createVerifyService } from './verify-service.ts';
import { createVerifySolution } from './verify-solution.ts';
import { createWriteAcceptanceSuite } from './write-acceptance-suite.ts';
import { createWriteContracts } from './write-contracts.ts';
import { createWriteProjectDocuments } from './write-project-documents.ts';
import { createWriteSummary } from './write-summary.ts';
import { createWriteTrace } from './write-trace.ts';

const activitiesOf = (ports: Ports, tools: { bicepPath?: string | undefined }) => ({
  recordTransition: guard(createRecordTransition(ports)),
  planProduct: guard(createPlanProduct(ports)),
  designArchitecture: guard(createDesignArchitecture(ports)),
  writeContracts: guard(createWriteContracts(ports)),
  verifyExtensions: guard(createVerifyExtensions(ports)),
  planEngineering: guard(createPlanEngineering(ports)),
  generateLayer: guard(createGenerateLayer(ports)),
  assembleService: guard(createAssembleService(ports)),
  writeAcceptanceSuite: guard(createWriteAcceptanceSuite(ports)),
  writeTrace: guard(createWriteTrace(ports)),
  verifyService: guard(createVerifyService(ports)),
  verifySolution: guard(createVerifySolution(ports)),
  generatePlatform: guard(createGeneratePlatform(ports)),
  planDelivery: guard(createPlanDelivery(ports)),
  generateDelivery: guard(createGenerateDelivery(ports)),
  verifyDelivery: guard(createVerifyDelivery(ports, tools.bicepPath)),
  verifyPlatform: guard(createVerifyPlatform(ports, tools.bicepPath)),
  writeProjectDocuments: guard(createWriteProjectDocuments(ports)),
  createWorkItems: guard(createCreateWorkItems(ports)),
  commitService: guard(createCommitService(ports)),
  commitExtensions: guard(createCommitExtensions(ports)),
  commitPlatform: guard(createCommitPlatform(ports)),
  writeSummary: guard(createWriteSummary(ports)),
  runPipeline: guard(createRunPipeline(ports)),
  deployService: guard(createDeployService(ports)),
  smokeTest: guard(createSmokeTest(ports)),
  followProcesses: guard(createFollowProcesses(ports)),
  rememberProject: guard(createRememberProject(ports)),
  closeWorkItems: guard(createCloseWorkItems(ports)),
});

/** Every activity of the app, by the name under which it is registered and called. None stores an artifact unguarded. */
export const createActivities = (ports: Ports, tools: { bicepPath?: string | undefined } = {}) =>
  activitiesOf({ ...ports, artifacts: guardArtifacts(ports.artifacts) }, tools);

export type Activities = ReturnType<typeof createActivities>;
