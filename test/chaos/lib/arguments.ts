import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';

import { PART_NAMES, type PartName } from './parts.ts';

export type ChaosArguments = {
  help: boolean;
  only: readonly PartName[];
  seed: number;
  kills: number;
  replayed: number;
  seeds: number;
  minutes: number;
  case: number | undefined;
  named: string | undefined;
  plant: boolean;
};

export const HELP = `npm run chaos -- [options]

What a run of the factory survives. Seeded, repeatable, bounded in time. The last line holds the figures;
the exit code is 1 when anything was violated, 2 when the command line is wrong.

  --only PART     one part, or several: ${PART_NAMES.join(', ')} (default: all)
  --seed N        where all randomness comes from (default 1)
  --kills N       part kill: real runs whose host is killed, then resumed (default 10)
  --replayed N    part replayed: the same with verification replayed from a recording (default 40)
  --seeds N       part simulation: runs on a virtual clock (default 2000)
  --minutes N     nothing new is begun after so many minutes (default 60)
  --case N        parts kill and replayed: only the N-th of their runs; part ports: only the case of that name,
                  PORT.METHOD/WAY, such as sourceControl.commit/hang
  --plant         only shows planted violations to the oracles of the parts
  --help          this text`;

const OPTIONS = {
  only: { type: 'string', multiple: true, default: [...PART_NAMES] as string[] },
  seed: { type: 'string', default: '1' },
  kills: { type: 'string', default: '10' },
  replayed: { type: 'string', default: '40' },
  seeds: { type: 'string', default: '2000' },
  minutes: { type: 'string', default: '60' },
  case: { type: 'string' },
  plant: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} satisfies ParseArgsOptionsConfig;

const count = (name: string, value: string): number => {
  if (!/^\d{1,9}$/.test(value)) throw new Error(`--${name} wants a whole number, not "${value}".`);
  return Number(value);
};

const partNamed = (value: string): PartName => {
  const name = PART_NAMES.find((one) => one === value);
  if (name === undefined) throw new Error(`--only ${value}: the parts are ${PART_NAMES.join(', ')}.`);
  return name;
};

/** A case has a number, or a name: `sourceControl.commit/hang`. */
const caseOf = (value: string | undefined): Pick<ChaosArguments, 'case' | 'named'> =>
  value?.includes('/')
    ? { case: undefined, named: value }
    : { case: value === undefined ? undefined : count('case', value), named: undefined };

/** Reads the command line; throws on what it does not know. */
export const readArguments = (args: string[]): ChaosArguments => {
  const { values } = parseArgs({ args, options: OPTIONS });
  const asked = values.only.flatMap((value) => value.split(',')).map(partNamed);
  return {
    help: values.help,
    plant: values.plant,
    only: PART_NAMES.filter((name) => asked.includes(name)),
    seed: count('seed', values.seed),
    kills: count('kills', values.kills),
    replayed: count('replayed', values.replayed),
    seeds: count('seeds', values.seeds),
    minutes: count('minutes', values.minutes),
    ...caseOf(values.case),
  };
};
