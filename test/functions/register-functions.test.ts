import { app } from '@azure/functions';
import { expect, it, vi } from 'vitest';

import { registerFunctions } from '../../functions/register-functions.ts';
import { durableClient } from '../../orchestrators/lib/durable.ts';
import { fakeDeps } from './support/fake-ports.ts';

it('registers every trigger with the Functions host', () => {
  const setup = vi.spyOn(app, 'setup').mockReturnValue();
  const http = vi.spyOn(app, 'http').mockReturnValue();
  const topic = vi.spyOn(app, 'serviceBusTopic').mockReturnValue();
  const queue = vi.spyOn(app, 'serviceBusQueue').mockReturnValue();

  const { deps } = fakeDeps();
  registerFunctions({ tenant: 'local', authenticate: 'anybody' }, () => deps);

  expect(setup).toHaveBeenCalledWith({ enableHttpStream: true });
  expect(http.mock.calls.map(([name, options]) => [name, options.methods, options.route])).toEqual([
    ['createProject', ['POST'], 'api/projects'],
    ['listProjects', ['GET'], 'api/projects'],
    ['showProject', ['GET'], 'api/projects/{projectId}'],
    ['listEvents', ['GET'], 'api/projects/{projectId}/events'],
    ['listActions', ['GET'], 'api/projects/{projectId}/actions'],
    ['listArtifacts', ['GET'], 'api/projects/{projectId}/artifacts'],
    ['readArtifact', ['GET'], 'api/projects/{projectId}/artifacts/{*path}'],
    ['listRepositories', ['GET'], 'api/projects/{projectId}/repositories'],
    ['showUndo', ['GET'], 'api/projects/{projectId}/undo'],
    ['listReviews', ['GET'], 'api/reviews'],
    ['listProjectReviews', ['GET'], 'api/projects/{projectId}/reviews'],
    ['showReview', ['GET'], 'api/reviews/{reviewId}'],
    ['decideReview', ['POST'], 'api/reviews/{reviewId}/decision'],
    ['cancelProject', ['POST'], 'api/projects/{projectId}/cancel'],
    ['retryProject', ['POST'], 'api/projects/{projectId}/retry'],
    ['listDeadLetters', ['GET'], 'api/messages/dead-letter'],
    ['resubmitDeadLetter', ['POST'], 'api/messages/dead-letter/{messageId}/resubmit'],
    ['discardDeadLetter', ['POST'], 'api/messages/dead-letter/{messageId}/discard'],
    ['takeAzureDevOpsHook', ['POST'], 'api/hooks/azure-devops'],
    ['checkHealth', ['GET'], 'api/health'],
    ['readOpenApi', ['GET'], 'api/openapi.json'],
    ['readAsyncApi', ['GET'], 'api/asyncapi.json'],
    ['readProjectDefinitionSchema', ['GET'], 'api/schemas/project-definition'],
    ['readRunResultSchema', ['GET'], 'api/schemas/run-result'],
    ['showPage', ['GET', 'HEAD'], '{file?}'],
  ]);
  expect(http.mock.calls[0]![1].extraInputs).toEqual([durableClient]);
  expect(topic.mock.calls[0]).toMatchObject([
    'journalTransition',
    { connection: 'ServiceBus', topicName: 'factory-events', subscriptionName: 'journal' },
  ]);
  expect(topic.mock.calls[1]).toMatchObject([
    'wakeStopped',
    { topicName: 'factory-events', subscriptionName: 'wakes', extraInputs: [durableClient] },
  ]);
  expect(topic.mock.calls[2]).toMatchObject([
    'replyEnded',
    { topicName: 'factory-events', subscriptionName: 'replies' },
  ]);
  expect(queue.mock.calls).toMatchObject([
    [
      'acceptRequest-default',
      { connection: 'ServiceBus', queueName: 'factory-requests', extraInputs: [durableClient] },
    ],
    [
      'acceptControl-default',
      { connection: 'ServiceBus', queueName: 'factory-control', extraInputs: [durableClient] },
    ],
  ]);
});
