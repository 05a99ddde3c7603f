import type { HttpRequest, InvocationContext } from '@azure/functions';
import { SpanKind, type Attributes } from '@opentelemetry/api';

import { stageSchema } from '../../../factory/domain/stage.ts';
import { projectIdSchema } from '../../../factory/domain/tenant.ts';
import { transitionTypes } from '../../../factory/domain/transition-data.ts';
import { spanContextOf } from './project-trace.ts';
import type { Invocation } from './server-span.ts';
import type { WorkScope } from './work-scope.ts';

type Fields = Record<string, unknown>;

const fieldsOf = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};

const token = (value: unknown): string | undefined =>
  typeof value === 'string' && /^[\w.:-]{1,128}$/.test(value) ? value : undefined;

const projectOf = (value: unknown): string | undefined => projectIdSchema.safeParse(value).data;

/** The project of an instance: its id begins with the project's. */
const projectOfInstance = (instanceId: unknown): string | undefined => {
  const [, found] =
    /^(p-(?:[a-z][a-z0-9]{0,11}-)?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/.exec(String(instanceId)) ??
    [];
  return projectOf(found);
};

const scopeOfInput = (input: Fields): WorkScope => ({
  projectId: projectOf(input['projectId'] ?? input['projectid']),
  correlationId: token(input['correlationId'] ?? input['correlationid']),
  stage: stageSchema.safeParse(input['stage'] ?? fieldsOf(input['data'])['stage']).data,
  service: token(input['service']),
});

type Described = Omit<Invocation, 'caller'>;

const http = (request: HttpRequest, route: string): Described => ({
  name: `${request.method} ${route}`,
  kind: SpanKind.SERVER,
  isReading: /^(?:GET|HEAD)$/.test(request.method),
  // The route and not the address: that may hold anything.
  attributes: { 'http.request.method': request.method, 'http.route': route, 'faas.trigger': 'http' },
  scope: {
    projectId: projectOf(request.params['projectId']),
    correlationId: token(request.headers.get('x-correlation-id')),
  },
});

const orchestration = (name: string, trigger: Fields): Described => ({
  name: `orchestration ${name}`,
  kind: SpanKind.SERVER,
  attributes: { 'faas.trigger': 'other', 'factory.orchestration.id': token(trigger['instanceId']) ?? '' },
  scope: { ...scopeOfInput(fieldsOf(trigger['input'])), projectId: projectOfInstance(trigger['instanceId']) },
});

const activity = (name: string, input: unknown): Described => ({
  name: `activity ${name}`,
  kind: SpanKind.SERVER,
  attributes: { 'faas.trigger': 'other' },
  scope: scopeOfInput(fieldsOf(input)),
});

/** The type of a message of the topic; by the last of a project one sees where it stands. */
const eventOf = (body: unknown): Attributes => {
  const { type } = fieldsOf(body);
  const known = transitionTypes.find((each) => each === type);
  return known === undefined ? {} : { 'factory.event': known };
};

const message = (destination: string, body: unknown, id: string | undefined): Described => ({
  name: `process ${destination}`,
  kind: SpanKind.CONSUMER,
  attributes: {
    'faas.trigger': 'pubsub',
    'messaging.system': 'servicebus',
    'messaging.operation.type': 'process',
    'messaging.operation.name': 'process',
    'messaging.destination.name': destination,
    ...(id === undefined ? {} : { 'messaging.message.id': id }),
    ...eventOf(body),
  },
  scope: scopeOfInput(fieldsOf(body)),
});

/** Queue or topic of a Service Bus trigger. */
export const destinationOf = ({ options }: Pick<InvocationContext, 'options'>): string | undefined => {
  const { queueName, topicName } = options.trigger as { queueName?: string; topicName?: string };
  return queueName ?? topicName;
};

const described = (context: InvocationContext, input: unknown): Described => {
  const { functionName, options, triggerMetadata } = context;
  const { type, ...trigger } = options.trigger;
  switch (type.toLowerCase()) {
    case 'httptrigger':
      return http(input as HttpRequest, `/${String((trigger as Fields)['route'] ?? functionName)}`);
    case 'orchestrationtrigger':
      return orchestration(functionName, fieldsOf(input));
    case 'activitytrigger':
      return activity(functionName, input);
    case 'servicebustrigger':
      return message(destinationOf(context) ?? functionName, input, token(triggerMetadata?.['messageId']));
    default:
      return {
        name: functionName,
        kind: SpanKind.SERVER,
        attributes: { 'faas.trigger': 'timer' },
        scope: {},
      };
  }
};

/** What an invocation is, for its span: ids and names, nothing of what it was given. */
export const describeInvocation = (context: InvocationContext, input: unknown): Invocation => {
  const own = described(context, input);
  // What comes from outside without one is known by its invocation.
  const isFromOutside = /^(?:http|serviceBus)Trigger$/i.test(context.options.trigger.type);
  if (isFromOutside) own.scope.correlationId ??= context.invocationId;
  const attributes: Attributes = {
    ...own.attributes,
    'faas.name': context.functionName,
    'faas.invocation_id': context.invocationId,
  };
  return { ...own, attributes, caller: spanContextOf(context.traceContext?.traceParent) };
};
