import { channels, type Channel, type ChannelMessage } from '../../functions/asyncapi/channels.ts';
import { jsonSchemaOf } from '../../functions/openapi/json-schema-of.ts';
import { senderSchema } from '../../factory/domain/sender.ts';
import { anchor, code, document, fenced, madeFrom, table } from './markdown.ts';
import { answerTable, inputTable } from './schema-table.ts';

const PROJECT = 'p-0199d1b0-5f5e-7c3a-9d0e-2f6a3c1b7e55';
const SELF = `/api/projects/${PROJECT}`;
const REVIEW = 'r-3fa94c1be0';
const SHA256 = '6f1ed002ab5595859014ebf0951522d9d0d6e1f0bb1bd1c1d1c1d1c1d1c1d1c1';

const links = {
  self: SELF,
  events: `${SELF}/events`,
  actions: `${SELF}/actions`,
  artifacts: `${SELF}/artifacts`,
  repositories: `${SELF}/repositories`,
  reviews: `${SELF}/reviews`,
};

const sent = { specversion: '1.0', source: '/contoso/portal' };
const said = {
  specversion: '1.0',
  source: '/factory',
  time: '2026-01-15T09:30:00.000Z',
  datacontenttype: 'application/json',
  correlationid: 'order-7',
};

/** One of each type. */
const EXAMPLES: Readonly<Record<string, unknown>> = {
  'project.create.v1': {
    ...sent,
    id: 'request-7',
    type: 'project.create.v1',
    correlationid: 'order-7',
    data: { definition: { text: 'Create a new Audit Trail microservice for logging user actions' } },
  },
  'project.change.v1': {
    ...sent,
    id: 'request-8',
    type: 'project.change.v1',
    data: { projectId: PROJECT, text: 'Keep an IP address with each action.' },
  },
  'project.cancel.v1': {
    ...sent,
    id: 'cancel-7',
    type: 'project.cancel.v1',
    data: { request: 'request-7', reason: 'Ordered by mistake.' },
  },
  'review.decide.v1': {
    ...sent,
    id: 'decision-3',
    type: 'review.decide.v1',
    data: {
      reviewId: REVIEW,
      shown: SHA256,
      decision: { kind: 'accept', reason: 'Only the log format lacks tests.' },
    },
  },
  'project.accepted.v1': {
    ...said,
    id: 'factory-requests:12:project.accepted.v1',
    type: 'project.accepted.v1',
    subject: PROJECT,
    causationid: 'request-7',
    data: { projectId: PROJECT, status: 'running', links },
  },
  'request.rejected.v1': {
    ...said,
    id: 'factory-requests:13:request.rejected.v1',
    type: 'request.rejected.v1',
    causationid: 'request-8',
    data: {
      type: 'urn:problem:not-supported',
      title: 'This version cannot do it',
      status: 501,
      detail: 'This version cannot change a project. Send the definition as a new project.',
    },
  },
  'review.decided.v1': {
    ...said,
    id: 'factory-control:4:review.decided.v1',
    type: 'review.decided.v1',
    subject: PROJECT,
    causationid: 'decision-3',
    data: {
      reviewId: REVIEW,
      projectId: PROJECT,
      decision: 'accept',
      by: 'sender default',
      at: '2026-01-15T09:30:00.000Z',
    },
  },
  'project.ended.v1': {
    ...said,
    id: `${PROJECT}:project.completed:project.ended.v1`,
    type: 'project.ended.v1',
    subject: PROJECT,
    causationid: `${PROJECT}:project.completed`,
    data: { projectId: PROJECT, status: 'completed', message: 'The project completed', links },
  },
  rejected: {
    from: 'factory-requests',
    tenant: 'local',
    reason: 'data.definition.text is required.',
    message: '{"specversion":"1.0","id":"request-9"}',
  },
};

/** An example that the message's own schema takes. */
const example = ({ name, schema }: ChannelMessage): string => {
  schema.parse(EXAMPLES[name]);
  return JSON.stringify(EXAMPLES[name], undefined, 2);
};

/** The other document describes what a definition or an answered problem holds. */
const ELSEWHERE = ['data.definition', 'data.links', 'data.errors'];

const messageBlocks = (action: Channel['action'], message: ChannelMessage): string[] => {
  const schema = jsonSchemaOf(message.schema, action === 'receive' ? 'input' : 'output');
  return [
    `### ${message.name}`,
    String(schema['description'] ?? ''),
    answerTable(schema, ELSEWHERE),
    fenced('json', example(message)),
  ];
};

const documented = (Object.values(channels) as Channel[]).filter(({ kind }) => kind === 'queue');

const linksTo = ({ messages, address }: Channel): string =>
  address === channels.events.address
    ? '[its events](events.md)'
    : messages.map(({ name }) => `[${name}](#${anchor(name)})`).join(', ');

/** docs/reference/messages.md */
export const messagesReference = (): Promise<string> =>
  document('docs/reference/messages.md', [
    '# Reference: messages',
    madeFrom('the schemas in `factory/domain/` by `functions/asyncapi/`'),
    'What other systems send over Azure Service Bus, and what they are told. `GET /api/asyncapi.json` says the same to machines (AsyncAPI 3). Messages are CloudEvents 1.0 in structured mode; a message has 256 KB at most.',
    table(
      ['queue or topic', 'the factory', 'messages', 'for what'],
      (Object.values(channels) as Channel[]).map((channel) => [
        code(channel.address),
        channel.action === 'receive' ? 'reads' : 'writes',
        linksTo(channel),
        channel.description,
      ]),
    ),
    '## Senders',
    'Setting `FACTORY_SENDERS` registers who sends messages, as a JSON array. Which queue a message came through says whose it is, what its sender may, and where it is answered; nothing in the message does. Without the setting there is one sender, `default`, with the queues above and every role.',
    inputTable(jsonSchemaOf(senderSchema, 'input')),
    '## Rules',
    [
      '- The `id` of a request is its idempotency key among those of its sender: however often it comes, there is one project and the same answer.',
      '- Order does not matter. A cancel that comes before its request is remembered: the request is answered with a project that is cancelled and starts nothing.',
      '- The same decision again is answered alike; another one on a review that is decided is rejected.',
      '- What can never work is rejected, kept once on `factory-rejected`, and not tried again. What fails for a reason that passes is tried ten times, then it lies in the dead-letter queue of its queue.',
      '- Replies and events may come twice and in any order: their `id` says which is which.',
    ].join('\n'),
    ...documented.flatMap((channel) => [
      `## ${channel.address}`,
      channel.description,
      ...channel.messages.flatMap((message) => messageBlocks(channel.action, message)),
    ]),
  ]);
