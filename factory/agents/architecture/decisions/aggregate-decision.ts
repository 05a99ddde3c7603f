import type { Aggregate } from '../../../domain/blueprint.ts';
import { durationText } from '../../../domain/duration.ts';
import { listing } from '../wording.ts';
import type { Draft } from './draft.ts';

const appendOnly = ({ name }: Aggregate): Draft => ({
  title: `${name} is append-only`,
  context: `The definition asks for a record of something that happened. A record that can be changed afterwards proves nothing.`,
  decision: `${name} has no update and no delete. Each is kept as it was recorded, in the order of recording.`,
  consequences: [
    'A wrong record is corrected by another one that says so.',
    'Readers can cache and copy records without ever looking for changes.',
    'The store only grows; how long records are kept has to be decided by the owner of the data.',
  ],
  alternatives: [
    {
      option: 'A plain aggregate with an audit field for the last change',
      rejectedBecause: 'it still loses what was there before',
    },
    {
      option: 'Event sourcing with projections',
      rejectedBecause: 'there is no state besides the records themselves',
    },
  ],
});

const plain = ({ name, fields }: Aggregate): Draft => ({
  title: `${name} is a plain aggregate`,
  context: `The definition describes a thing that is kept with ${fields.length} ${fields.length === 1 ? 'attribute' : 'attributes'}, not something that happened.`,
  decision: `${name} is one aggregate with a version. Every change replaces its state in one transaction, and a stale If-Match is refused.`,
  consequences: [
    'Two people who change the same one do not overwrite each other unnoticed.',
    'Earlier states are not kept in the service; consumers see each change as an event.',
  ],
  alternatives: [
    {
      option: 'An append-only history of changes',
      rejectedBecause: 'nothing in the definition asks for earlier states',
    },
  ],
});

const ledger = ({ name, ledger: account }: Aggregate): Draft => ({
  title: `${name} is a ledger`,
  context: `Its balance of ${account?.unit ?? 'what it holds'} has to be explained by what went in and out, and no two postings may spend the same.`,
  decision: `${name} keeps every posting as an entry and computes its balance from them. Nothing else changes it.${account?.floor === undefined ? '' : ` A posting that would bring the balance below ${account.floor} is refused.`}${account?.expiry ? ` What was put in is lost ${durationText(account.expiry)} later; the oldest is taken first.` : ''}`,
  consequences: [
    'Every balance can be explained entry by entry.',
    'Postings to one account happen one after the other; a posting with the same idempotency key counts once.',
    ...(account?.expiry
      ? ['The balance at a read is the one of that moment, whether or not the worker has run.']
      : []),
  ],
  alternatives: [
    { option: 'A field that is overwritten', rejectedBecause: 'it cannot say how it came to its value' },
  ],
});

/** Why an aggregate is of its kind. */
export const kindDecision = (aggregate: Aggregate): Draft => {
  if (aggregate.kind === 'ledger') return ledger(aggregate);
  return aggregate.kind === 'append-only' ? appendOnly(aggregate) : plain(aggregate);
};

/** How what an aggregate may do depends on its state. */
export const lifecycleDecision = ({ name, lifecycle }: Aggregate): Draft[] => {
  if (!lifecycle) return [];
  const frozen = lifecycle.states.flatMap((state) => (state.frozen ? [state.name] : []));
  const timed = lifecycle.timeouts.map(({ state, after }) => `${state} (after ${durationText(after)})`);
  return [
    {
      title: `${name} moves through named states`,
      context: `${name} is ${listing(
        lifecycle.states.map((state) => state.name),
        'or',
      )}, and what may happen to it depends on which.`,
      decision: `Each move is an operation of its own that names the states it starts from; in any other it is refused (409) and changes nothing. ${frozen.length > 0 ? `In ${listing(frozen, 'and')} it can be neither changed nor removed.` : 'It can be changed in every state.'}${timed.length > 0 ? ` The clock ends ${listing(timed)}: at the next read or change, and by a worker that publishes the event.` : ''}`,
      consequences: [
        'The state cannot be written as a field, so no caller can skip a step.',
        'The time of the last entry into each state is kept.',
      ],
      alternatives: [
        {
          option: 'A status field that callers set',
          rejectedBecause: 'every client would have to know and keep the order of states',
        },
      ],
    },
  ];
};

/** Rules that look at more than the one aggregate that is written. */
export const exclusivityDecision = (aggregates: readonly Aggregate[]): Draft[] => {
  const across = new Set(['limit', 'unique', 'no-overlap', 'block']);
  const rules = aggregates.flatMap(({ rules: own }) => own).filter(({ kind }) => across.has(kind));
  if (rules.length === 0) return [];
  return [
    {
      title: 'Rules over several aggregates are checked one writer at a time',
      context: `${rules.map(({ statement }) => statement).join(' ')} Two writers who look at the same moment would both be let in.`,
      decision:
        'A use case that such a rule guards holds a lock on the rule and the values it counts by, while it looks and writes. Others with the same values wait; all others do not.',
      consequences: [
        'The rule holds under any number of concurrent callers.',
        'Writers that share the values of a rule queue; a value that everybody shares would be slow.',
      ],
      alternatives: [
        {
          option: 'One aggregate that holds everything that counts',
          rejectedBecause: 'it would grow without bound and every write would collide with every other',
        },
        {
          option: 'Check afterwards and take back',
          rejectedBecause: 'callers would be told yes first and no later',
        },
      ],
    },
  ];
};
