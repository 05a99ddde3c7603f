import { serverFields } from '../../domain/aggregate.ts';
import type { Aggregate, Blueprint, Field, Service } from '../../domain/blueprint.ts';
import { durationText } from '../../domain/duration.ts';
import { sentenceCase } from '../../domain/naming.ts';
import { expressionText } from './expression-text.ts';
import { fieldTypeText } from './field-type-text.ts';
import { lifeCycle } from './life-cycle.ts';
import { bullets, code, document, table } from './markdown-blocks.ts';
import { sentence, text } from './markdown-text.ts';
import { ruleStatus, ruleText } from './rule-text.ts';

const fieldRow = ({
  name,
  description,
  type,
  required,
  unique,
  sensitivity,
  immutable,
  managed,
  derived,
  default: fallback,
}: Field): string[] => [
  `\`${name}\``,
  text(description),
  fieldTypeText(type),
  [
    ...(derived ? [`computed: ${code(expressionText(derived))}`] : []),
    ...(managed ? ['set by the service'] : []),
    ...(derived || managed ? [] : [required && fallback === 'none' ? 'required' : 'optional']),
    ...(fallback === 'now' ? ['the time of the write when absent'] : []),
    ...(unique ? ['unique'] : []),
    ...(sensitivity === 'personal' ? ['personal'] : []),
    ...(immutable ? ['given once'] : []),
  ].join(', '),
];

const invariants = ({ kind, fields, reservable }: Aggregate): string[] => [
  ...(kind === 'append-only' ? ['What was recorded is never changed and never removed.'] : []),
  ...fields.filter(({ unique }) => unique).map(({ name }) => `No two have the same \`${name}\`.`),
  ...(reservable
    ? [`What is reserved is no longer in \`${reservable.field}\`, which is never below zero.`]
    : []),
  'Every value keeps the bounds of its field.',
];

const kindText = ({ kind }: Aggregate): string =>
  ({
    'append-only': 'Append-only: ordered by the time of recording.',
    plain: 'Plain: carries a version, so that two writers do not overwrite each other.',
    ledger: 'A ledger: its balance follows from its entries, and only postings change it.',
  })[kind];

const ledgerBlocks = (service: Service, { name, ledger }: Aggregate): string[] => {
  if (!ledger) return [];
  const posts = service.useCases.flatMap((useCase) =>
    useCase.kind === 'post' && useCase.aggregate === name ? [useCase] : [],
  );
  return [
    '### Ledger',
    bullets([
      `It counts ${code(ledger.unit)}, with ${ledger.scale} digits after the point.`,
      ledger.floor === undefined
        ? 'Its balance may go below zero.'
        : `Its balance never goes below ${ledger.floor}.`,
      ...(ledger.expiry
        ? [
            `What was put in and not taken out is lost after ${durationText(ledger.expiry)}; the oldest is taken first.`,
          ]
        : []),
    ]),
    table(
      ['Posting', 'Direction', 'Event'],
      posts.map((post) => [
        `\`${post.name}\``,
        post.direction === 'in' ? 'into the account' : 'out of the account',
        post.emits.map((event) => `\`${event}\``).join(', '),
      ]),
    ),
  ];
};

const rulesTable = ({ rules }: Aggregate): string =>
  table(
    ['Rule', 'What holds', 'How it is checked', 'Refused with'],
    rules.map((rule) => [
      `\`${rule.name}\``,
      text(rule.statement),
      ruleText(rule),
      `${ruleStatus(rule)} \`rule-violated\``,
    ]),
  );

const aggregateBlocks = (service: Service, aggregate: Aggregate): string[] => {
  const added = serverFields(aggregate);
  return [
    `## ${sentenceCase(aggregate.name)}`,
    sentence(aggregate.description),
    kindText(aggregate),
    'Besides these fields it has `id` (UUIDv7) and `recordedAt`, both set by the server.',
    table(['Field', 'Meaning', 'Type', 'Rules'], [...aggregate.fields, ...added].map(fieldRow)),
    ...aggregate.children.flatMap((child) => [
      `### Part: ${sentenceCase(child.name)}`,
      sentence(child.description),
      table(['Field', 'Meaning', 'Type', 'Rules'], child.fields.map(fieldRow)),
    ]),
    '### Invariants',
    bullets(invariants(aggregate)),
    rulesTable(aggregate),
    ...ledgerBlocks(service, aggregate),
    '### Life cycle',
    ...lifeCycle(service, aggregate),
  ];
};

/** `architecture/aggregates.md`: what each aggregate holds, keeps true and goes through. */
export const aggregatesDocument = (blueprint: Blueprint): string =>
  document(
    '# Aggregates',
    ...blueprint.services.flatMap((service) =>
      service.aggregates.flatMap((aggregate) => aggregateBlocks(service, aggregate)),
    ),
  );
