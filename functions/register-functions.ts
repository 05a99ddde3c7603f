import { app, type HttpHandler } from '@azure/functions';

import { defaultSenders, type Sender } from '../factory/domain/sender.ts';
import { durableClient } from '../orchestrators/lib/durable.ts';
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

const httpHandlers = (deps: FunctionDeps): Record<OperationId, HttpHandler> => ({
  createProject: createProject(deps, startProject),
  listProjects: listProjects(deps),
  showProject: showProject(deps),
  listEvents: listEvents(deps, wait),
  listActions: listActions(deps),
  listArtifacts: listArtifacts(deps),
  readArtifact: readArtifact(deps),
  listRepositories: listRepositories(deps),
  showUndo: showUndo(deps),
  listReviews: listReviews(deps),
  listProjectReviews: listProjectReviews(deps),
  showReview: showReview(deps),
  decideReview: decideReview(deps, wake(deps.ports.projects)),
  cancelProject: cancelProject(deps, wake(deps.ports.projects)),
  retryProject: retryProject(deps, restartProject, isBroken),
  listDeadLetters: listDeadLetters(deps),
  resubmitDeadLetter: resubmitDeadLetter(deps),
  discardDeadLetter: discardDeadLetter(deps),
  takeAzureDevOpsHook: takeAzureDevOpsHook(deps, hintProjects(deps.ports.projects)),
  checkHealth: checkHealth(deps),
  readOpenApi: readOpenApi(deps),
  readAsyncApi: readAsyncApi(deps),
  readProjectDefinitionSchema: readProjectDefinitionSchema(),
  readRunResultSchema: readRunResultSchema(),
});

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

/** Who may call over HTTP: everybody who reaches this machine's own address, or who has a key of the function app. */
export type AuthLevel = 'anonymous' | 'function';

/**
 * Registers every HTTP and Service Bus function with the Functions host.
 *
 * @param own whose everything is that comes over HTTP, and who may call
 * @param senders who sends messages
 */
export const registerFunctions = (
  { tenant, authLevel }: { tenant: string; authLevel: AuthLevel },
  depsOf: DepsOf,
  senders: readonly Sender[] = defaultSenders(tenant),
): void => {
  app.setup({ enableHttpStream: true });
  const deps = depsOf(tenant);
  for (const [name, handler] of Object.entries(httpHandlers(deps))) {
    const { method, path } = operations[name as OperationId];
    app.http(name, {
      methods: [method],
      route: functionRoute(path),
      // Azure DevOps sends no key: the hook asks for a secret of its own.
      authLevel: name === 'takeAzureDevOpsHook' ? 'anonymous' : authLevel,
      handler,
      ...(method === 'POST' ? { extraInputs: [durableClient] } : {}),
    });
  }
  // One segment: what lies deeper is the API's.
  app.http('showPage', {
    methods: ['GET', 'HEAD'],
    route: '{file?}',
    authLevel: 'anonymous',
    handler: showPage(deps),
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
