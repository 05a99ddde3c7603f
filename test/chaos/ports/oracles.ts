import { activityLimitMs } from '../../../factory/domain/activity-limits.ts';
import { errorPolicy } from '../../../factory/domain/error-policy.ts';
import { difference } from '../kill/oracles/oracle.ts';
import { endOf, fateOf, gapsOf, triesOf, type Seen } from './fate.ts';
import { INJECTED } from './faulty-ports.ts';
import type { Ran } from './ran.ts';

export type PortOracle = { name: string; check: (seen: Seen) => readonly string[] };

const GRACE_MS = 30_000;

/** Oracles for cases that must come to the same as if nothing had failed. */
const whenItGoesOn = (check: (ran: Ran, expected: Ran) => readonly string[]): PortOracle['check'] => {
  return (seen) => (fateOf(seen) === 'went on' ? check(seen.ran, seen.undisturbed) : []);
};

const same = (select: (ran: Ran) => readonly string[]): PortOracle['check'] =>
  whenItGoesOn((ran, expected) => difference(select(ran), select(expected)));

/** Names of the numbers that an undisturbed run and a later one of the same project differ in. */
const withoutRun = (text: string): string => text.replaceAll(/(?<=^pipeline run .*)-\d+(?= )|:run-\d+$/g, '');

export const portOracles: readonly PortOracle[] = [
  {
    name: 'a single failure is overcome',
    check: (seen) =>
      seen.fault.way !== 'always' && fateOf(seen) !== 'went on'
        ? [
            `it ended as ${endOf(seen.ran)}, ${seen.ran.reviews.map(({ step }) => step).join() || 'nobody'} asked`,
          ]
        : [],
  },
  {
    name: 'same end',
    check: whenItGoesOn((ran, expected) =>
      difference([endOf(ran), ran.left.status], [endOf(expected), expected.left.status]),
    ),
  },
  { name: 'same tree', check: same(({ left }) => left.trees) },
  { name: 'each effect once', check: same(({ left }) => left.outside) },
  { name: 'undo ledger', check: same(({ left }) => left.ledger) },
  { name: 'artifacts', check: same(({ left }) => left.artifacts) },
  {
    name: 'one end',
    check: ({ ran }) =>
      ran.left.ends.length === 1 || ran.healed
        ? []
        : [`${ran.left.ends.length} ends: ${ran.left.ends.join()}`],
  },
  { name: 'the failure happened', check: ({ ran }) => (ran.refused > 0 ? [] : ['nothing was made to fail']) },
  {
    name: 'nothing hangs',
    check: ({ ran }) => [
      ...ran.stuck.map((name) => `${name} hangs for ever`),
      ...(ran.driven.timersOpen > 0 && !ran.healed ? [`${ran.driven.timersOpen} timers left open`] : []),
    ],
  },
  {
    name: 'ended by its limit',
    check: ({ fault, ran }) => {
      if (fault.way !== 'hang') return [];
      const [first] = ran.failed;
      if (!first) return ['no activity was ended'];
      const took = first.ended - first.began;
      const limit = activityLimitMs(first.activity);
      const isRight = first.failure.kind === 'transient' && (took === limit || took === limit + GRACE_MS);
      return isRight ? [] : [`${first.activity} was ended after ${took} ms as ${first.failure.kind}`];
    },
  },
  {
    name: 'the hung call acts late',
    check: ({ fault, ran }) => (fault.way === 'hang' && !ran.wasLate ? ['it never came back'] : []),
  },
  {
    name: 'tries at their instants',
    check: (seen) => {
      if (seen.fault.way !== 'always' || fateOf(seen) !== 'asked') return [];
      const { step, subject } = seen.ran.reviews[0] ?? {};
      const isUndo = step === 'compensation';
      const tries = triesOf(seen.ran.failed, isUndo ? undefined : step);
      // A person is asked about rounds of undoing, each of which has all its tries.
      const asked = isUndo ? tries.length : (subject?.tries ?? 0);
      const policy = errorPolicy.transient.retryDelaysMs;
      const gaps = gapsOf(tries.slice(0, asked));
      return asked === policy.length + 1 && gaps.join() === policy.join()
        ? []
        : [`${step ?? 'nobody'} was asked about after ${asked} tries, ${gaps.join(', ')} ms apart`];
    },
  },
  {
    name: 'the failure is said',
    check: (seen) => {
      if (seen.fault.way !== 'always') return [];
      if (fateOf(seen) === 'said') {
        const said =
          'broken' in seen.ran.driven ? seen.ran.driven.broken : seen.ran.failed.at(-1)?.failure.message;
        return said?.includes(INJECTED) ? [] : [`what is said is: ${said ?? 'nothing'}`];
      }
      const told = seen.ran.reviews.map(({ subject }) => subject.failure?.message ?? '');
      return fateOf(seen) === 'asked' && !told.some((text) => text.includes(INJECTED))
        ? [`the reviews say: ${told.join(' | ')}`]
        : [];
    },
  },
  {
    name: 'all that can be is taken back',
    check: (seen) => {
      if (fateOf(seen) !== 'asked') return [];
      const { left, reviews } = seen.ran;
      const kept = left.ledger.filter((line) => !line.endsWith(' undone') && !line.startsWith('artifacts:'));
      const isSaid = reviews.some(({ step }) => step === 'compensation');
      const silent =
        isSaid || seen.undisturbed.left.status === 'cancelled'
          ? []
          : kept.map((line) => `${line}, and nobody was asked`);
      const effects = isSaid ? [] : left.outside.map((line) => `left: ${line}`);
      const ended = /^(?:aborted|cancelled)$/.test(left.status) ? [] : [`the project is ${left.status}`];
      return [...silent, ...effects, ...ended];
    },
  },
  {
    name: 'healed, it completes',
    check: ({ ran, completed }) => {
      if (!ran.healed) return [];
      const { left } = ran.healed;
      const lines = ({ trees, outside, status }: Ran['left']) =>
        [...trees, ...outside, status].map(withoutRun);
      return [
        ...('broken' in ran.healed.driven ? [ran.healed.driven.broken] : []),
        ...difference(lines(left), lines(completed.left)),
      ];
    },
  },
];

/** Asks all oracles; each line begins with the name of the one that speaks. */
export const judgePort = (seen: Seen): string[] =>
  portOracles.flatMap(({ name, check }) => check(seen).map((line) => `${name}: ${line}`));
