import { z } from 'zod';

import {
  anyObject,
  anyRole,
  json,
  noInput,
  noProject,
  problem,
  submitters,
  wrongParameter,
} from './operation-parts.ts';
import type { Operation } from './operation.ts';
import { hookOperations } from './hook-operations.ts';
import { messageOperations } from './message-operations.ts';
import { reviewOperations } from './review-operations.ts';

/** A key that a caller chose for one request: printable ASCII. */
export const idempotencyKeySchema = z
  .string()
  .regex(/^[\x21-\x7e]{1,200}$/)
  .describe('Chosen by the caller: the same key again answers the same project.');

/** Every HTTP operation of the factory, by operationId. */
export const operations = {
  createProject: {
    ...noInput,
    method: 'POST',
    path: '/api/projects',
    access: submitters,
    summary: 'Start a project from its definition.',
    headers: z.object({ 'Idempotency-Key': idempotencyKeySchema.optional() }),
    body: 'ProjectDefinition',
    responses: {
      202: json('ProjectAccepted', 'The project exists and runs; `Location` shows it.'),
      400: problem('The body or a header is not what the schema asks for; `errors` names every field.'),
      413: problem('The body is larger than 1 MiB.'),
      415: problem('The body is not application/json.'),
      422: problem(
        'The text cannot be read as a definition (`reason`, `suggestion`), or the key was used with another body.',
      ),
    },
  },
  listProjects: {
    ...noInput,
    method: 'GET',
    path: '/api/projects',
    access: anyRole,
    summary: 'All projects, newest first.',
    responses: { 200: json('ProjectList', 'The projects.') },
  },
  showProject: {
    ...noInput,
    method: 'GET',
    path: '/api/projects/{projectId}',
    access: anyRole,
    summary: 'What a project has come to so far.',
    responses: { 200: json('RunResult', 'The project.'), 404: noProject },
  },
  listEvents: {
    method: 'GET',
    path: '/api/projects/{projectId}/events',
    access: anyRole,
    summary: 'What happened, in order: a server-sent stream, or pages.',
    query: z.object({
      after: z.coerce.number().int().min(0).default(0).describe('Position after which to begin.'),
      limit: z.coerce.number().int().min(1).max(500).default(100).describe('Most events of a page.'),
      waitSeconds: z.coerce
        .number()
        .int()
        .min(0)
        .max(25)
        .default(0)
        .describe('How long to wait for an event when there is none yet (pages only).'),
    }),
    headers: z.object({
      Accept: z.string().default('application/json').describe('`text/event-stream` asks for the stream.'),
      'Last-Event-ID': z.coerce
        .number()
        .int()
        .min(0)
        .optional()
        .describe('Position of the last event received; wins over `after` (stream only).'),
    }),
    responses: {
      200: {
        description:
          'Events. The stream has `id` = position, `event` = type, `data` = the CloudEvent; it ends after the last ' +
          'event of a project, and after 200 seconds at the latest: reconnect with `Last-Event-ID`.',
        content: { 'application/json': 'EventPage', 'text/event-stream': 'text' },
      },
      204: { description: 'Nothing follows `Last-Event-ID`: the project has ended. Do not reconnect.' },
      400: wrongParameter,
      404: noProject,
    },
  },
  listActions: {
    ...noInput,
    method: 'GET',
    path: '/api/projects/{projectId}/actions',
    access: anyRole,
    summary: 'The audit trail: every action of every agent, in order.',
    responses: { 200: json('ActionList', 'The actions.'), 404: noProject },
  },
  listArtifacts: {
    ...noInput,
    method: 'GET',
    path: '/api/projects/{projectId}/artifacts',
    access: anyRole,
    summary: 'The files that the stages produced, by path.',
    query: z.object({
      prefix: z.string().max(400).default('').describe('Only paths that begin with it.'),
    }),
    responses: {
      200: json('ArtifactList', 'The artifacts.'),
      400: wrongParameter,
      404: noProject,
    },
  },
  readArtifact: {
    ...noInput,
    method: 'GET',
    path: '/api/projects/{projectId}/artifacts/{path}',
    access: anyRole,
    summary: 'The content of an artifact, as a download.',
    responses: {
      200: {
        description: 'The content; `ETag` is its sha-256.',
        content: { 'text/plain': 'text', 'application/json': 'object' },
      },
      400: problem('The path is not one that an artifact can have.'),
      404: problem('No such project or artifact.'),
    },
  },
  listRepositories: {
    ...noInput,
    method: 'GET',
    path: '/api/projects/{projectId}/repositories',
    access: anyRole,
    summary: 'The git repositories of a project.',
    responses: { 200: json('RepositoryList', 'The repositories.'), 404: noProject },
  },
  showUndo: {
    ...noInput,
    method: 'GET',
    path: '/api/projects/{projectId}/undo',
    access: anyRole,
    summary: 'What the project did outside its own records, what takes each back, and whether it was.',
    responses: { 200: json('UndoLedger', 'The ledger.'), 404: noProject },
  },
  ...reviewOperations,
  ...messageOperations,
  ...hookOperations,
  checkHealth: {
    ...noInput,
    method: 'GET',
    path: '/api/health',
    access: 'open',
    summary: 'Whether the factory answers and its store does.',
    responses: { 200: json('Health', 'Healthy.'), 503: json('Health', 'The store does not answer.') },
  },
  readOpenApi: {
    ...noInput,
    method: 'GET',
    path: '/api/openapi.json',
    access: 'open',
    summary: 'This document.',
    responses: { 200: anyObject('OpenAPI 3.1.') },
  },
  readAsyncApi: {
    ...noInput,
    method: 'GET',
    path: '/api/asyncapi.json',
    access: 'open',
    summary: 'The messages that the factory takes and sends.',
    responses: { 200: anyObject('AsyncAPI 3.') },
  },
  readProjectDefinitionSchema: {
    ...noInput,
    method: 'GET',
    path: '/api/schemas/project-definition',
    access: 'open',
    summary: 'JSON Schema of a project definition.',
    responses: { 200: anyObject('JSON Schema 2020-12.', 'application/schema+json') },
  },
  readRunResultSchema: {
    ...noInput,
    method: 'GET',
    path: '/api/schemas/run-result',
    access: 'open',
    summary: 'JSON Schema of what a project has come to.',
    responses: { 200: anyObject('JSON Schema 2020-12.', 'application/schema+json') },
  },
} satisfies Record<string, Operation>;
export type OperationId = keyof typeof operations;
