import { app, type HttpHandler } from '@azure/functions';

import { defaultSenders, type Sender } from '../factory/domain/sender.ts';
import { durableClient } from '../orchestrators/lib/durable.ts';
import { createAccess, type Access } from './access/access.ts';
import { acceptControl } from './accept-control.ts';
import { acceptRequest } from './accept-request.ts';
import { cancelProject } from './cancel-project.ts';
import { checkHealth } from './check-health.ts';
import { createProject } from './create-project.ts';
import { discardDeadLetter, listDeadLetters, resubmitDeadLetter } from './dead-letters.ts';
import { decideReview } from './decide-review.ts';
import { rejectedQueue, SERVICE_BUS } from './events/rejected-message.ts';
import { wait } from './events/waiting.ts';
import type { FunctionDeps } from './function-deps.ts';
import { journalTransition } from './journal-transition.ts';
import { listActions } from './list-actions.ts';
import { listArtifacts } from './list-artifacts.ts';
import { listEvents } from './list-events.ts';
import { listProjects } from './list-projects.ts';
import { listRepositories } from './list-repositories.ts';
import { listProjectReviews, listReviews } from './list-reviews.ts';
import type { Operation } from './openapi/operation.ts';
import { operations, type OperationId } from './openapi/operations.ts';
import { isBroken, restartProject, startProject } from './projects/start-project.ts';
import { readArtifact } from './read-artifact.ts';
import { readAsyncApi } from './read-asyncapi.ts';
import { readOpenApi } from './read-openapi.ts';
import { readProjectDefinitionSchema, readRunResultSchema } from './read-schema.ts';
import { replyEnded } from './reply-ended.ts';
import { retryProject } from './retry-project.ts';
import { hintProjects } from './hooks/hint-projects.ts';
import { wake } from './reviews/wake.ts';
import { showPage } from './show-page.ts';
import { showProject } from './show-project.ts';
import { takeAzureDevOpsHook } from './take-azure-devops-hook.ts';
import { wakeStopped } from './wake-stopped.ts';
import { showReview } from './show-review.ts';
import { showUndo } from './show-undo.ts';

/** What makes each operation, over the ports of a tenant and as one of its people. */
const operationMakers: Record<OperationId, (deps: FunctionDeps) => HttpHandler> = {
  createProject: (deps) => createProject(deps, startProject),
  listProjects: listProjects,
  showProject: showProject,
  listEvents: (deps) => listEvents(deps, wait),
  listActions: listActions,
  listArtifacts: listArtifacts,
  readArtifact: readArtifact,
  listRepositories: listRepositories,
  showUndo: showUndo,
  listReviews: listReviews,
  listProjectReviews: listProjectReviews,
  showReview: showReview,
  decideReview: (deps) => decideReview(deps, wake(deps.ports.projects)),
  cancelProject: (deps) => cancelProject(deps, wake(deps.ports.projects)),
  retryProject: (deps) => retryProject(deps, restartProject, isBroken),
  listDeadLetters: listDeadLetters,
  resubmitDeadLetter: resubmitDeadLetter,
  discardDeadLetter: discardDeadLetter,
  takeAzureDevOpsHook: (deps) => takeAzureDevOpsHook(deps, hintProjects(deps.ports.projects)),
  checkHealth: checkHealth,
  readOpenApi: readOpenApi,
  readAsyncApi: readAsyncApi,
  readProjectDefinitionSchema: readProjectDefinitionSchema,
  readRunResultSchema: readRunResultSchema,
};

/** `/api/x/{path}` → `api/x/{*path}`: a last segment `{path}` takes the rest, slashes included. */
const functionRoute = (path: string): string => path.slice(1).replace(/\{path\}$/, '{*path}');

/** Of the tenant whose project a message is about. */
type DepsOf = (tenant: string) => FunctionDeps;

/** The queues of a sender, over the ports of its tenant. */
const registerSender = (sender: Sender, depsOf: DepsOf): void => {
  const deps = depsOf(sender.tenant);
  const trigger = { connection: SERVICE_BUS, extraInputs: [durableClient] };
  app.serviceBusQueue(`acceptRequest-${sender.name}`, {
    ...trigger,
    queueName: sender.requests,
    handler: acceptRequest(deps, sender, startProject),
  });
  app.serviceBusQueue(`acceptControl-${sender.name}`, {
    ...trigger,
    queueName: sender.control,
    handler: acceptControl(deps, sender, wake(deps.ports.projects)),
  });
};

/**
 * Registers every HTTP and Service Bus function with the Functions host.
 *
 * @param access who may call over HTTP
 * @param senders who sends messages
 */
export const registerFunctions = (
  access: Access,
  depsOf: DepsOf,
  senders: readonly Sender[] = defaultSenders(access.tenant),
): void => {
  app.setup({ enableHttpStream: true });
  const behindAccess = createAccess(access, depsOf);
  for (const [name, make] of Object.entries(operationMakers)) {
    const operation: Operation = operations[name as OperationId];
    const { method, path } = operation;
    app.http(name, {
      methods: [method],
      route: functionRoute(path),
      // Access decides, not the host, whose keys name neither a tenant nor a role.
      authLevel: 'anonymous',
      handler: behindAccess(name, operation, make),
      ...(method === 'POST' ? { extraInputs: [durableClient] } : {}),
    });
  }
  // One segment: what lies deeper is the API's.
  app.http('showPage', {
    methods: ['GET', 'HEAD'],
    route: '{file?}',
    authLevel: 'anonymous',
    handler: showPage(depsOf(access.tenant)),
  });
  app.serviceBusTopic('journalTransition', {
    connection: SERVICE_BUS,
    topicName: 'factory-events',
    subscriptionName: 'journal',
    handler: journalTransition((each) => depsOf(each).ports.journal),
    extraOutputs: [rejectedQueue],
  });
  app.serviceBusTopic('wakeStopped', {
    connection: SERVICE_BUS,
    topicName: 'factory-events',
    subscriptionName: 'wakes',
    handler: wakeStopped((each) => wake(depsOf(each).ports.projects)),
    extraInputs: [durableClient],
  });
  if (senders.some(({ replies }) => replies !== undefined))
    app.serviceBusTopic('replyEnded', {
      connection: SERVICE_BUS,
      topicName: 'factory-events',
      subscriptionName: 'replies',
      handler: replyEnded(senders, depsOf),
    });
  for (const sender of senders) registerSender(sender, depsOf);
};
