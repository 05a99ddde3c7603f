import { givenFields, serverFields, type Aggregate } from '../../../domain/aggregate.ts';
import type { Service, UseCase } from '../../../domain/blueprint.ts';
import type { Field } from '../../../domain/field.ts';
import { pascalCase, words } from '../../../domain/naming.ts';
import { idParameter, operationsOf, queryParameters, type Operation } from '../../../domain/operation.ts';
import { postsOf } from '../ledger-schema.ts';

/** How a value travels: a scalar of Protocol Buffers, or a message by its name. */
export type WireType = 'string' | 'int64' | 'double' | 'bool' | { message: string };

export type RpcField = {
  /** As in JSON: `recordedAt`. */
  name: string;
  type: WireType;
  repeated: boolean;
  /** Always there, or needed. */
  required: boolean;
  description: string;
};

export type Message = { name: string; description: string; fields: RpcField[] };

/** A use case as a remote procedure; it does what its HTTP operation does. */
export type Rpc = {
  /** As the use case: `addRate`. */
  name: string;
  summary: string;
  operation: Operation;
  request: string;
  response: string;
  /** The response is a stream of the message. */
  streams: boolean;
  /** Query parameters of the HTTP operation. */
  query: string[];
};

export type RpcModel = {
  /** `connectsoft.exchange_rates.v1` */
  package: string;
  /** `ExchangeRates` */
  service: string;
  rpcs: Rpc[];
  messages: Message[];
};

/** Where the proto lies in a service's repository. */
export const protoPath = ({ name }: Pick<Service, 'name'>): string => `api/${name}.proto`;

const scalar = (name: string, type: WireType, description: string, required = false): RpcField => ({
  name,
  type,
  repeated: false,
  required,
  description,
});

const partMessage = (aggregate: Aggregate, child: string, suffix = ''): string =>
  `${aggregate.name}${child}${suffix}`;

const wireType = ({ type }: Field): WireType => {
  switch (type.kind) {
    case 'integer':
      return 'int64';
    case 'decimal':
      return 'double';
    case 'boolean':
      return 'bool';
    default:
      return 'string';
  }
};

const rpcField = (aggregate: Aggregate, field: Field, suffix = ''): RpcField =>
  field.type.kind === 'list'
    ? {
        name: field.name,
        type: { message: partMessage(aggregate, field.type.child, suffix) },
        repeated: true,
        required: field.required,
        description: field.description,
      }
    : scalar(field.name, wireType(field), field.description, field.required && field.default === 'none');

const entryMessage = (service: Service, aggregate: Aggregate): Message[] => {
  const { ledger } = aggregate;
  if (!ledger) return [];
  const amount = ledger.scale === 0 ? 'int64' : 'double';
  const inputs = postsOf(service, aggregate).flatMap(({ input }) => input);
  return [
    {
      name: `${aggregate.name}Entry`,
      description: 'One posting.',
      fields: [
        scalar('at', 'string', 'When: RFC 3339.', true),
        scalar('kind', 'string', 'What was done.', true),
        scalar('amount', amount, `How many ${ledger.unit}.`, true),
        scalar('expiresAt', 'string', 'When what is left of it is lost: RFC 3339.'),
        ...inputs
          .filter((field, index) => inputs.findIndex(({ name }) => name === field.name) === index)
          .map((field) => rpcField(aggregate, field)),
      ],
    },
  ];
};

/** Messages of an aggregate: the resource, its parts as they are answered and as they are given. */
const resourceMessages = (service: Service, aggregate: Aggregate): Message[] => [
  {
    name: aggregate.name,
    description: aggregate.description,
    fields: [
      scalar('id', 'string', 'UUIDv7, set by the server.', true),
      scalar('recordedAt', 'string', 'When it was recorded: RFC 3339, UTC.', true),
      ...aggregate.fields.map((field) => rpcField(aggregate, field)),
      ...serverFields(aggregate).map((field) => rpcField(aggregate, field)),
      ...(aggregate.ledger
        ? [
            {
              name: 'entries',
              type: { message: `${aggregate.name}Entry` },
              repeated: true,
              required: true,
              description: 'What was posted, oldest first.',
            },
          ]
        : []),
    ],
  },
  ...entryMessage(service, aggregate),
  ...aggregate.children.flatMap((child): Message[] => [
    {
      name: partMessage(aggregate, child.name),
      description: child.description,
      fields: child.fields.map((field) => rpcField(aggregate, field)),
    },
    {
      name: partMessage(aggregate, child.name, 'Input'),
      description: `${child.description} As the caller gives it.`,
      fields: givenFields(child).map((field) => rpcField(aggregate, field)),
    },
  ]),
];

const inputFields = (useCase: UseCase, aggregate: Aggregate): RpcField[] => {
  const inputs = 'input' in useCase ? useCase.input.map((field) => rpcField(aggregate, field, 'Input')) : [];
  if (useCase.kind === 'create' || useCase.kind === 'update')
    return givenFields(aggregate).map((field) => rpcField(aggregate, field, 'Input'));
  if (useCase.kind !== 'post' || !aggregate.ledger) return inputs;
  const { unit, scale } = aggregate.ledger;
  return [scalar(unit, scale === 0 ? 'int64' : 'double', `How many ${unit}.`, true), ...inputs];
};

const queryFields = ({ useCase, aggregate }: Operation): RpcField[] => {
  if (useCase.kind !== 'search' && useCase.kind !== 'export') return [];
  const filters = queryParameters(useCase, aggregate).map(({ name, field, bound }) => {
    const found = [...aggregate.fields, ...serverFields(aggregate)].find((each) => each.name === field);
    const side = { equals: 'Exactly', from: 'From', to: 'Until' }[bound];
    return scalar(name, found ? wireType(found) : 'string', `${side} this ${field}.`);
  });
  return useCase.kind === 'search'
    ? [
        ...filters,
        scalar('limit', 'int64', 'Items of a page, 1 to 200.'),
        scalar('cursor', 'string', 'From the page before.'),
      ]
    : filters;
};

const responseOf = ({ useCase, aggregate }: Operation): string => {
  const name = pascalCase(useCase.name);
  return useCase.kind === 'search' || useCase.kind === 'remove' ? `${name}Response` : aggregate.name;
};

const rpcOf = (operation: Operation): { rpc: Rpc; messages: Message[] } => {
  const { useCase, aggregate, path } = operation;
  const name = pascalCase(useCase.name);
  const query = queryFields(operation);
  const request: Message = {
    name: `${name}Request`,
    description: useCase.summary,
    fields: [
      ...(path.includes('{') ? [scalar(idParameter(aggregate), 'string', 'Which one.', true)] : []),
      ...inputFields(useCase, aggregate),
      ...query,
    ],
  };
  const response = responseOf(operation);
  const own: Message[] =
    useCase.kind === 'search'
      ? [
          {
            name: response,
            description: 'One page, newest first.',
            fields: [
              {
                name: 'items',
                type: { message: aggregate.name },
                repeated: true,
                required: true,
                description: 'The page.',
              },
              scalar('nextCursor', 'string', 'For the next page; absent on the last.'),
            ],
          },
        ]
      : useCase.kind === 'remove'
        ? [{ name: response, description: 'It is gone.', fields: [] }]
        : [];
  return {
    rpc: {
      name: useCase.name,
      summary: useCase.summary,
      operation,
      request: request.name,
      response,
      streams: useCase.kind === 'export',
      query: query.map((field) => field.name),
    },
    messages: [request, ...own],
  };
};

/** What a reader of the proto makes of a name in snake case. */
const readBack = (name: string): string =>
  name.replaceAll(/_([a-z])(?=[a-z]|$)/g, (_, letter: string) => letter.toUpperCase());

/** Name of a field in the proto: `recorded_at`; as in JSON where snake case would not lead back to it. */
export const protoName = (name: string): string => {
  const snake = words(name).join('_');
  return readBack(snake) === name ? snake : name;
};

/** Throws where two of these have one name. */
const assertDistinct = (what: string, names: readonly string[]): void => {
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new Error(`${what} would have ${twice} twice. Rename one.`);
};

/** The use cases of a service as remote procedures. Throws when two messages, or two fields of one, would have one name. */
export const rpcModel = (service: Service): RpcModel => {
  const used = new Set(service.useCases.map(({ aggregate }) => aggregate));
  const aggregates = service.aggregates.filter(({ name }) => used.has(name));
  const rpcs = operationsOf(service).map(rpcOf);
  const messages = [
    ...aggregates.flatMap((aggregate) => resourceMessages(service, aggregate)),
    ...rpcs.flatMap((each) => each.messages),
  ];
  assertDistinct(
    `The gRPC interface of ${service.name}`,
    messages.map(({ name }) => name),
  );
  for (const { name, fields } of messages) {
    assertDistinct(
      `Message ${name}`,
      fields.map((field) => field.name),
    );
  }
  return {
    package: `connectsoft.${service.name.replaceAll('-', '_')}.v1`,
    service: pascalCase(service.name),
    rpcs: rpcs.map(({ rpc }) => rpc),
    messages,
  };
};
