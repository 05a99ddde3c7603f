import type { Seen } from './fate.ts';
import { INJECTED } from './faulty-ports.ts';
import { portOracles } from './oracles.ts';
import { asking, plants, transient, tries, type Plant } from './plants.ts';
import type { Ran } from './ran.ts';

/** Sound observations of each sort, made of the two undisturbed runs. */
const soundOf = (completed: Ran, cancelled: Ran): Record<Plant['of'], Seen> => {
  const frame = { undisturbed: completed, completed };
  const hungTry = { activity: 'readStop', began: 0, ended: 150_000, failure: transient };
  const broken = { ...completed.driven, broken: INJECTED } as Ran['driven'];
  return {
    overcome: { ...frame, fault: { target: 'x.y', way: 'once' }, ran: { ...completed, refused: 1 } },
    hung: {
      ...frame,
      fault: { target: 'x.y', way: 'hang' },
      ran: { ...completed, refused: 1, wasLate: true, failed: [hungTry] },
    },
    asked: {
      ...frame,
      fault: { target: 'x.y', way: 'always' },
      ran: {
        ...cancelled,
        refused: 5,
        reviews: [asking(5)],
        failed: tries([0, 0, 5_000, 15_000, 60_000]),
        left: { ...cancelled.left, outside: [], ledger: [] },
      },
    },
    healed: {
      ...frame,
      fault: { target: 'x.y', way: 'always' },
      ran: {
        ...completed,
        refused: 40,
        driven: broken,
        healed: { driven: completed.driven, left: completed.left },
      },
    },
  };
};

/** Shows each plant to the oracles; answers what was not caught, and what was said of sound observations. */
export const checkOracles = (completed: Ran, cancelled: Ran): { shown: string; blind: string[] } => {
  const sound = soundOf(completed, cancelled);
  const speak = (seen: Seen): string[] =>
    portOracles.filter(({ check }) => check(seen).length > 0).map(({ name }) => name);
  const blind = [
    ...Object.entries(sound).flatMap(([name, seen]) =>
      speak(seen).map((oracle) => `${oracle} speaks of a sound ${name} run`),
    ),
    ...plants
      .filter(
        ({ of, change, caughtBy }) => !speak({ ...sound[of], ran: change(sound[of].ran) }).includes(caughtBy),
      )
      .map(({ name, caughtBy }) => `${caughtBy} does not catch ${name}`),
    ...portOracles
      .filter(({ name }) => !plants.some(({ caughtBy }) => caughtBy === name))
      .map(({ name }) => `${name} has no plant`),
  ];
  const shown = `${portOracles.length} oracles, ${blind.length === 0 ? 'each catches its plant' : `${blind.length} do not see`}`;
  return { shown, blind };
};
