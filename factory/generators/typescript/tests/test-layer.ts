import type { GeneratedFile } from '../../../domain/artifact.ts';
import type { Service } from '../../../domain/blueprint.ts';
import { aggregateModels, type AggregateModel } from '../aggregate-model.ts';
import { codeOnly } from '../code-only.ts';
import { reactionsTestFile, withSystems } from '../messaging/tests/reactions-test-file.ts';
import { grpcTestFile } from '../grpc/grpc-test-file.ts';
import { customUnitTests } from '../domain/custom-unit-file.ts';
import { templateFiles } from '../project/library-files.ts';
import { accessTestFile } from './access-test-file.ts';
import { apiTestFile } from './api-test-file.ts';
import { behaviourTestFile } from './behaviour-test-file.ts';
import { callerFile } from './caller-file.ts';
import { contractsTestFile } from './contracts-test-file.ts';
import { derivedTestFile } from './derived-test-file.ts';
import { developmentModeTestFile } from './development-mode-test-file.ts';
import { domainTestFile } from './domain-test-file.ts';
import { inputFile } from './input-file.ts';
import { pseudoRandomFile } from './ledger-posting.ts';
import { ledgerTestFile } from './ledger-test-file.ts';
import { lifeCycleTestFile } from './life-cycle-test-file.ts';
import { createdFile, hasReferences, preparedFile } from './prepared-file.ts';
import { repositoryTestFile } from './repository-test-file.ts';
import { reservationTestFile } from './reservation-test-file.ts';
import { rulesTestFile } from './rules-test-file.ts';
import { stampFile, supportFiles } from './support-files.ts';
import { tracedEventsTestFile } from './traced-events-test-file.ts';

const needsCreated = (model: AggregateModel): boolean =>
  hasReferences(model) ||
  behaviourTestFile(model).some(({ content }) => codeOnly(content).includes('created('));

/** Unit and integration tests, and what they stand on. The acceptance suite comes from somebody who has not seen the code. */
export const testLayer = (service: Service): GeneratedFile[] => [
  ...aggregateModels(service).flatMap((model) => [
    inputFile(model),
    ...preparedFile(model),
    ...supportFiles(model),
    domainTestFile(model),
    ...rulesTestFile(model),
    ...lifeCycleTestFile(model),
    ...derivedTestFile(model),
    ...ledgerTestFile(model),
    ...reservationTestFile(model),
    repositoryTestFile(model),
    apiTestFile(model),
    ...behaviourTestFile(model),
  ]),
  ...customUnitTests(service),
  ...contractsTestFile(service),
  stampFile,
  callerFile(service),
  ...accessTestFile(service),
  ...developmentModeTestFile(service),
  ...(aggregateModels(service).some(needsCreated) ? [createdFile] : []),
  ...(service.aggregates.some(({ ledger }) => ledger) ? [pseudoRandomFile] : []),
  ...tracedEventsTestFile(service),
  ...grpcTestFile(service),
  ...reactionsTestFile(service),
  ...templateFiles(service, 'test/').map((file) => withSystems(service, file)),
];
