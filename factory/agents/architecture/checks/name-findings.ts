import { serverFields } from '../../../domain/aggregate.ts';
import type { Aggregate, Service } from '../../../domain/blueprint.ts';
import { operationsOf } from '../../../domain/operation.ts';
import type { AgentFinding } from '../../define-agent.ts';
import { finding, repeated } from './finding.ts';

const OWN_FIELDS = ['id', 'recordedAt'];

/** Properties that the server adds to every resource of an aggregate. */
const ownProperties = (aggregate: Aggregate): Set<string> =>
  new Set([
    ...OWN_FIELDS,
    ...serverFields(aggregate).map(({ name }) => name),
    ...(aggregate.ledger ? ['entries'] : []),
  ]);

/** What every object of JavaScript answers to, or what makes one a promise: nothing else can be called so. */
const EVERY_OBJECTS = new Set(
  'constructor hasOwnProperty isPrototypeOf propertyIsEnumerable then toJSON toLocaleString toString valueOf'.split(
    ' ',
  ),
);

/** Names that become properties of objects. */
const propertyNames = ({ aggregates, useCases, externalSystems, reactions }: Service): string[] => [
  ...aggregates.flatMap(({ fields, children, rules, ledger, lifecycle }) => [
    ...[...fields, ...children.flatMap((child) => child.fields), ...rules].map(({ name }) => name),
    ...(ledger ? [ledger.unit] : []),
    ...(lifecycle ? [lifecycle.field, ...lifecycle.states.map(({ name }) => name)] : []),
  ]),
  ...useCases.flatMap((useCase) => [
    useCase.name,
    ...('input' in useCase ? useCase.input.map(({ name }) => name) : []),
  ]),
  ...externalSystems.map(({ operation }) => operation),
  ...reactions.map(({ name }) => name),
];

/** What the server keeps with every entry of a ledger. */
const ENTRY = ['at', 'kind', 'amount', 'expiresAt'];

const entryFindings = ({ useCases }: Service): AgentFinding[] =>
  useCases.flatMap((useCase) =>
    useCase.kind === 'post'
      ? useCase.input
          .filter(({ name }) => ENTRY.includes(name))
          .map(({ name }) => finding('own-fields', `Input ${useCase.name}.${name} is the server's own.`))
      : [],
  );

const objectNameFindings = (service: Service): AgentFinding[] =>
  [...new Set(propertyNames(service))]
    .filter((name) => EVERY_OBJECTS.has(name))
    .map((name) =>
      finding(
        'object-names',
        `Nothing in ${service.name} can be called ${name}: every object answers to it.`,
      ),
    );

const twice = (what: string) => (name: string) =>
  finding('unique-names', `${what} ${name} exists more than once.`);

const aggregateNames = (aggregate: Aggregate): AgentFinding[] => {
  const { name, fields, children, rules } = aggregate;
  const own = ownProperties(aggregate);
  const all = [...fields, ...children.flatMap((child) => child.fields)];
  return [
    ...repeated(fields.map((field) => field.name)).map((field) => twice('Field')(`${name}.${field}`)),
    ...children.flatMap((child) =>
      repeated(child.fields.map((field) => field.name)).map((field) =>
        twice('Field')(`${child.name}.${field}`),
      ),
    ),
    ...repeated(serverFields(aggregate).map((field) => field.name)).map((field) =>
      twice('Property')(`${name}.${field}`),
    ),
    ...repeated(rules.map((rule) => rule.name)).map((rule) => twice('Rule')(`${name}.${rule}`)),
    ...fields
      .filter((field) => own.has(field.name))
      .map((field) => finding('own-fields', `Field ${name}.${field.name} is the server's own.`)),
    ...all
      .filter((field) => field.default === 'now' && field.type.kind !== 'instant')
      .map((field) =>
        finding('default-now', `Field ${name}.${field.name} is no instant and cannot default to now.`),
      ),
  ];
};

/** Names that are used twice in a service, or that the server uses itself. */
export const nameFindings = (service: Service): AgentFinding[] => [
  ...repeated([
    ...service.aggregates.flatMap(({ name, plural }) => [...new Set([name, plural])]),
    ...service.aggregates.flatMap(({ children }) => [...new Set(children.map(({ name }) => name))]),
  ]).map(twice('Aggregate')),
  ...repeated(service.useCases.map(({ name }) => name)).map(twice('Use case')),
  ...repeated(service.events.map(({ name, version }) => `${name} v${version}`)).map(twice('Event')),
  ...repeated(service.reactions.map(({ name }) => name)).map(twice('Reaction')),
  ...repeated(service.externalSystems.map(({ name }) => name)).map(twice('External system')),
  ...service.aggregates.flatMap(aggregateNames),
  ...objectNameFindings(service),
  ...entryFindings(service),
];

/** Operations that would have the same method and path. */
export const operationFindings = (service: Service): AgentFinding[] =>
  repeated(
    operationsOf(service).map(({ method, path }) => `${method} ${path.replace(/\{[^}]*\}/g, '{}')}`),
  ).map(twice('Operation'));
