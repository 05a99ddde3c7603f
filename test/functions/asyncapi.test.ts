import specification from '@asyncapi/specs/schemas/3.0.0-without-$id.json' with { type: 'json' };
import { Ajv, type ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';

import { transitionEvent } from '../../factory/domain/transition-event.ts';
import { asyncApiDocument } from '../../functions/asyncapi/asyncapi-document.ts';
import { readAsyncApi } from '../../functions/read-asyncapi.ts';
import { call } from './support/call.ts';
import { projectId, START } from './support/fake-ports.ts';
import { aCancel, aCreate, aMessage } from './support/messages.ts';

type Message = { payload: object; contentType: string };
type Document = {
  channels: Record<string, { address: string; messages: Record<string, { $ref: string }> }>;
  operations: Record<string, { action: string; reply?: unknown }>;
  components: { messages: Record<string, Message> };
};

const document = asyncApiDocument('1.2.3') as Document;

const ajv = new Ajv({ strict: false, allErrors: true });
addFormats.default(ajv);
ajv.addSchema(specification, 'asyncapi');
const validate = ajv.getSchema('asyncapi') as ValidateFunction;

const pointed = (root: unknown, reference: string): unknown =>
  reference
    .slice(2)
    .split('/')
    .reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], root);

const broken = (value: unknown): string[] =>
  [...JSON.stringify(value).matchAll(/"\$ref":"(#[^"]+)"/g)]
    .map(([, reference = '']) => reference)
    .filter((reference) => pointed(value, reference) === undefined);

describe('the AsyncAPI document', () => {
  it('is valid AsyncAPI 3, and served', async () => {
    validate(document);
    expect(validate.errors).toBeNull();
    expect((await call(readAsyncApi({ version: '1.2.3' }))).jsonBody).toEqual(document);
  });

  it.each<[string, (copy: Document) => void]>([
    ['an action', (copy) => (copy.operations['requests']!.action = 'subscribe')],
    ['a member', (copy) => Object.assign(copy.channels['requests']!, { queue: true })],
    ['a schema', (copy) => Object.assign(copy.components.messages['rejected']!.payload, { type: 'text' })],
  ])('would not be with %s of another kind', (_, spoil) => {
    const copy = structuredClone(document);
    spoil(copy);
    expect(validate(copy)).toBe(false);
  });

  it('refers to nothing that is missing', () => {
    expect(JSON.stringify(document).match(/"\$ref"/g)!.length).toBeGreaterThan(20);
    expect(broken(document)).toEqual([]);
    expect(broken({ ...document, components: {} })).not.toEqual([]);
  });

  it('has every queue and topic, with what the factory does with it', () => {
    const said = Object.entries(document.channels).map(([name, { address, messages }]) => [
      document.operations[name]!.action,
      address,
      Object.keys(messages),
    ]);
    expect(said).toEqual([
      ['receive', 'factory-requests', ['project.create.v1', 'project.change.v1']],
      ['receive', 'factory-control', ['project.cancel.v1', 'review.decide.v1']],
      [
        'send',
        'factory-replies',
        ['project.accepted.v1', 'request.rejected.v1', 'review.decided.v1', 'project.ended.v1'],
      ],
      ['send', 'factory-rejected', ['rejected']],
      ['send', 'factory-events', expect.arrayContaining(['stage.started', 'project.completed'])],
    ]);
  });

  const reviewed = { reviewId: 'r-0000000001', shown: 'a'.repeat(64) };
  it.each<[string, object, boolean]>([
    ['project.create.v1', aCreate('r-1'), true],
    ['project.create.v1', { ...aCreate('r-1'), id: '' }, false],
    ['project.create.v1', { ...aCreate('r-1'), tenant: 'x' }, false],
    ['project.cancel.v1', aCancel('c-1', { request: 'r-1' }), true],
    ['project.cancel.v1', aCancel('c-1', {}), false],
    ['project.cancel.v1', aCancel('c-1', { request: 'r-1', projectId: projectId(1) }), false],
    [
      'review.decide.v1',
      aMessage('d-1', 'review.decide.v1', { ...reviewed, decision: { kind: 'retry' } }),
      true,
    ],
    [
      'review.decide.v1',
      aMessage('d-1', 'review.decide.v1', { ...reviewed, decision: { kind: 'nod' } }),
      false,
    ],
    [
      'stage.started',
      transitionEvent({ projectId: projectId(1), correlationId: 'c-1' }, 'stage.started', START, {
        stage: 'vision',
        message: 'It begins.',
      }),
      true,
    ],
    ['stage.started', { ...aCreate('r-1'), type: 'stage.started' }, false],
  ])('judges %s as the factory does: %#', (name, message, valid) => {
    const judge = new Ajv2020({ strict: false }).compile(document.components.messages[name]!.payload);
    expect(judge(message)).toBe(valid);
  });
});
