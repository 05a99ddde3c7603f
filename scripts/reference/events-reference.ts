import type { z } from 'zod';

import {
  transitionDataSchemas,
  transitionTypes,
  type TransitionType,
} from '../../factory/domain/transition-data.ts';
import { transitionEvent, transitionEventSchema } from '../../factory/domain/transition-event.ts';
import { jsonSchemaOf } from '../../functions/openapi/json-schema-of.ts';
import { anchor, code, document, fenced, madeFrom, table } from './markdown.ts';
import { answerTable } from './schema-table.ts';

/** A value for each member that the data of an event can have. */
const VALUES: Readonly<Record<string, string | number>> = {
  stage: 'engineering',
  service: 'audit-trail',
  agent: 'domain-engineer',
  durationMs: 148,
  review: 'r-3fa94c1be0',
  role: 'architect',
  round: 2,
};

const MESSAGES: Readonly<Record<TransitionType, string>> = {
  'project.started': 'The project started',
  'project.completed': 'The project completed',
  'project.failed': 'Engineering failed: the disk is full.',
  'project.cancelled': 'The project was cancelled: not wanted any more',
  'project.aborted': 'The project was aborted: the vendor withdrew',
  'project.stopping': 'The project is cancelled: not wanted any more',
  'project.restarted': 'The project goes on from Engineering',
  'review.requested': 'An architect is asked: the quality gate holds audit-trail back',
  'review.reminded': 'The review still waits for an architect',
  'review.escalated': 'The review may be decided by any role now',
  'review.decided': 'ann decided "retry"',
  'quality.round': 'Round 2: 3 findings met by the formatter',
  'compensation.completed': '7 effects taken back, 0 could not be',
  'stage.started': 'Engineering started',
  'stage.completed': 'Engineering completed',
  'stage.failed': 'Engineering failed: the disk is full.',
  'service.started': 'audit-trail started',
  'service.completed': 'audit-trail completed',
  'service.failed': 'audit-trail failed: the disk is full.',
  'activity.retrying': 'generateLayer is tried again: the store is busy.',
  'action.started': 'write the domain layer',
  'action.recorded': 'write the domain layer: 5 files',
};

const PROJECT = {
  projectId: 'p-0199d1b0-5f5e-7c3a-9d0e-2f6a3c1b7e55',
  correlationId: 'b2f0a1de-6c1b-4b53-8f0c-0d6f5f2c1a77',
};

/** An event of a type, built as the factory builds it and held against the schema. */
const example = (type: TransitionType): string => {
  const members = Object.keys(transitionDataSchemas[type].shape).filter((name) => name in VALUES);
  const data = {
    ...Object.fromEntries(members.map((name) => [name, VALUES[name]])),
    message: MESSAGES[type],
  };
  const event = transitionEvent(PROJECT, type, new Date('2026-01-15T09:30:00.000Z'), data);
  return JSON.stringify(transitionEventSchema.parse(event), undefined, 2);
};

/** The reference of these schemas of data, by type. */
export const eventsReferenceOf = (data: Readonly<Record<string, z.ZodType>>): Promise<string> =>
  document('docs/reference/events.md', [
    '# Reference: the events of a project',
    madeFrom('`factory/domain/transition-event.ts` and `transition-data.ts`'),
    'What `GET /api/projects/{projectId}/events` answers and topic `factory-events` carries: CloudEvents 1.0, in the order in which they happened. [The guide](../api.md#events) shows how they are read.',
    table(
      ['type', 'when'],
      transitionTypes.map((type) => [`[${type}](#${anchor(type)})`, data[type]?.description ?? '']),
    ),
    '## Every event',
    answerTable(jsonSchemaOf(transitionEventSchema, 'output'), ['data']),
    '## Types',
    ...transitionTypes.flatMap((type) => {
      const schema = data[type];
      if (!schema) throw new Error(`There is no schema of the data of ${type}.`);
      return [
        `### ${type}`,
        schema.description ?? '',
        `${code('data')}, and no other member:`,
        answerTable(jsonSchemaOf(schema, 'output')),
        fenced('json', example(type)),
      ];
    }),
  ]);

/** docs/reference/events.md */
export const eventsReference = (): Promise<string> => eventsReferenceOf(transitionDataSchemas);
