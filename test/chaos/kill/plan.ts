import { seededRandom } from '../../platform/embedded/host/kill-scenario.ts';

export type CaseKind = 'audit trail' | 'four services' | 'compensation';

/**
 * One workspace and the kills in it. Moments are shares of how long the same takes undisturbed: of the run for the first kill,
 * of what is left of it for the others; of the effects for a cancel, of the compensation for the kill in it. With `byEvents`
 * the first is a share of the events (in a compensation, of what is taken back) instead: it comes as soon as the event does, so that
 * short steps have their turn, too.
 */
export type Case =
  | { number: number; kind: 'audit trail' | 'four services'; moments: readonly number[]; byEvents: boolean }
  | {
      number: number;
      kind: 'compensation';
      cancelAt: number;
      moments: readonly [number];
      byEvents: boolean;
    };

/** Whether the first kill of a run is told by time, or of every second one by events. */
export type Clockwork = 'time' | 'time and events';

/** A run that is killed may be killed again while it is resumed. */
const MOST_KILLS_OF_A_RUN = 2;

/** How many kills fall to each kind: of ten six, two and two. */
const shares = (kills: number, kinds: readonly CaseKind[]): Record<CaseKind, number> => {
  const fifth = Math.round(kills / 5);
  const compensation = kinds.includes('compensation') ? fifth : 0;
  const solutions = kinds.includes('four services') ? fifth : 0;
  return { 'audit trail': kills - compensation - solutions, 'four services': solutions, compensation };
};

const runCases = (
  kind: 'audit trail' | 'four services',
  kills: number,
  random: () => number,
  clockwork: Clockwork,
): Omit<Extract<Case, { kind: 'audit trail' | 'four services' }>, 'number'>[] => {
  const cases: { kind: typeof kind; moments: number[]; byEvents: boolean }[] = [];
  for (let left = kills; left > 0;) {
    const count = Math.min(left, 1 + Math.floor(random() * MOST_KILLS_OF_A_RUN));
    const byEvents = clockwork === 'time and events' && cases.length % 2 === 1;
    cases.push({ kind, moments: Array.from({ length: count }, random), byEvents });
    left -= count;
  }
  return cases;
};

/** The runs in which so many kills happen, decided by the seed alone. */
export const planCases = (
  seed: number,
  kills: number,
  kinds: readonly CaseKind[],
  clockwork: Clockwork,
): Case[] => {
  const random = seededRandom(seed);
  const share = shares(kills, kinds);
  const cheap = [
    ...runCases('audit trail', share['audit trail'], random, clockwork),
    ...Array.from({ length: share.compensation }, (_, index) => ({
      kind: 'compensation' as const,
      cancelAt: random(),
      moments: [random()] as const,
      byEvents: clockwork === 'time and events' && index % 2 === 1,
    })),
  ];
  // Mixed, so that a bound on time leaves something of each kind; what is held against a run of several minutes comes last.
  const mixed = cheap
    .map((one) => ({ one, place: random() }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ one }) => one);
  return [...mixed, ...runCases('four services', share['four services'], random, clockwork)].map(
    (one, index) => ({ ...one, number: index + 1 }),
  );
};
