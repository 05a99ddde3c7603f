import type { AggregateModel } from '../aggregate-model.ts';
import { durationText } from '../../../domain/duration.ts';
import { text } from '../../documents/markdown-text.ts';
import { sentence } from '../source-text.ts';
import { fenced } from './curl-examples.ts';

const RULE_KINDS = {
  invariant: 'always',
  guard: 'before',
  limit: 'among all',
  unique: 'among all',
  'no-overlap': 'among all',
  block: 'before',
} as const;

const rules = ({ aggregate }: AggregateModel): string =>
  aggregate.rules.length === 0
    ? ''
    : [
        'What it upholds, each as a function in its `-rules.ts`:',
        '',
        '| rule | says | asked |',
        '| --- | --- | --- |',
        ...aggregate.rules.map((rule) => {
          const useCases =
            'useCases' in rule ? ` ${rule.useCases.map((name) => `\`${name}\``).join(', ')}` : '';
          return `| \`${rule.name}\` | ${text(sentence(rule.statement))} | ${RULE_KINDS[rule.kind]}${useCases} |`;
        }),
      ].join('\n');

/** A name that a diagram takes for one, whatever is in it. */
const node = (state: string): string => state.replace(/[^A-Za-z0-9]/g, '_');

const states = ({ aggregate: { lifecycle }, transitions, timeouts }: AggregateModel): string => {
  if (!lifecycle) return '';
  const arrows = transitions.flatMap(({ useCase }) =>
    useCase.from.map((from) => `  ${node(from)} --> ${node(useCase.to)}: ${node(useCase.name)}`),
  );
  const diagram = ['stateDiagram-v2', `  [*] --> ${node(lifecycle.initial)}`, ...arrows].join('\n');
  const frozen = lifecycle.states.filter((state) => state.frozen).map(({ name }) => `\`${name}\``);
  const clock = timeouts.map(
    ({ state, after, transition }) =>
      `\`${transition.useCase.name}\` ${durationText(after)} after it became \`${state}\``,
  );
  return [
    fenced('mermaid', diagram),
    frozen.length > 0 ? `Where it is ${frozen.join(', ')}, it can be neither changed nor removed.` : '',
    clock.length > 0
      ? `The clock does ${clock.join(', ')}: at the latest when it is read or changed next, and every \`SCHEDULE_SECONDS\`.`
      : '',
  ]
    .filter(Boolean)
    .join('\n\n');
};

const ledger = ({ aggregate }: AggregateModel): string => {
  if (!aggregate.ledger) return '';
  const { unit, floor, expiry } = aggregate.ledger;
  const parts = [
    `It is an account in ${text(unit)}: \`balance\` follows from \`entries\`, and nothing else sets it.`,
    floor === undefined ? '' : `The balance never goes below ${floor} (rule \`floor\`).`,
    expiry ? `What was put in and not taken out is lost after ${durationText(expiry)}, oldest first.` : '',
    'Postings to one account wait for each other.',
  ];
  return parts.filter(Boolean).join(' ');
};

/** How an aggregate behaves: its states, its account, its rules. Empty where it is only kept. */
export const behaviourSection = (model: AggregateModel): string =>
  [states(model), ledger(model), rules(model)].filter(Boolean).join('\n\n');

/** How rules that reach beyond one aggregate are asked. Empty where none does. */
export const factsSection = (models: readonly AggregateModel[]): string =>
  models.some(({ facts }) => facts.length > 0)
    ? `## Rules beyond one aggregate

A rule that depends on others cannot be asked of one aggregate alone. So the use case looks up what it needs to know, its _facts_ (\`-facts.ts\`), and hands them to the aggregate, which decides. Where
others are counted, the use case holds a lock from the look-up to the write: one for each rule and each group that is counted together. The embedded store locks within its process, Cosmos DB by an item for
each lock, which another process takes over when its owner is gone.

`
    : '';
