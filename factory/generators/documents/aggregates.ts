import type { Aggregate, Blueprint, Field, Service } from '../../domain/blueprint.ts';
import { sentenceCase } from '../../domain/naming.ts';
import { fieldTypeText } from './field-type-text.ts';
import { bullets, document, table } from './markdown-blocks.ts';
import { sentence, text } from './markdown-text.ts';
import { mermaid } from './mermaid.ts';

const fieldRow = ({
  name,
  description,
  type,
  required,
  unique,
  sensitivity,
  default: fallback,
}: Field): string[] => [
  `\`${name}\``,
  text(description),
  fieldTypeText(type),
  [
    required && fallback === 'none' ? 'required' : 'optional',
    ...(fallback === 'now' ? ['the time of the write when absent'] : []),
    ...(unique ? ['unique'] : []),
    ...(sensitivity === 'personal' ? ['personal'] : []),
  ].join(', '),
];

const invariants = ({ kind, fields }: Aggregate): string[] => [
  ...(kind === 'append-only' ? ['What was recorded is never changed and never removed.'] : []),
  ...fields.filter(({ unique }) => unique).map(({ name }) => `No two have the same \`${name}\`.`),
  'Every value keeps the bounds of its field.',
];

/** Labels of transitions are names of use cases and events: identifiers, safe in a diagram. */
const transitions = (service: Service, aggregate: Aggregate): string[] =>
  service.useCases.flatMap((useCase) => {
    if (useCase.aggregate !== aggregate.name) return [];
    if (useCase.kind !== 'create' && useCase.kind !== 'update' && useCase.kind !== 'remove') return [];
    const action = [useCase.name, ...useCase.emits].join(' / ');
    const [from, to] = {
      create: ['[*]', 'Recorded'],
      update: ['Recorded', 'Recorded'],
      remove: ['Recorded', '[*]'],
    }[useCase.kind];
    return [`  ${from} --> ${to} : ${action}`];
  });

const lifeCycle = (service: Service, aggregate: Aggregate): string => {
  const moves = transitions(service, aggregate);
  return moves.length === 0 ? 'No use case changes it.' : mermaid('stateDiagram-v2', ...moves);
};

const aggregateBlocks = (service: Service, aggregate: Aggregate): string[] => [
  `## ${sentenceCase(aggregate.name)}`,
  sentence(aggregate.description),
  aggregate.kind === 'append-only'
    ? 'Append-only: ordered by the time of recording.'
    : 'Plain: carries a version, so that two writers do not overwrite each other.',
  'Besides these fields it has `id` (UUIDv7) and `recordedAt`, both set by the server.',
  table(['Field', 'Meaning', 'Type', 'Rules'], aggregate.fields.map(fieldRow)),
  '### Invariants',
  bullets(invariants(aggregate)),
  '### Life cycle',
  lifeCycle(service, aggregate),
];

/** `architecture/aggregates.md`: what each aggregate holds, keeps true and goes through. */
export const aggregatesDocument = (blueprint: Blueprint): string =>
  document(
    '# Aggregates',
    ...blueprint.services.flatMap((service) =>
      service.aggregates.flatMap((aggregate) => aggregateBlocks(service, aggregate)),
    ),
  );
