import { cpSync, rmSync } from 'node:fs';

import { observe } from '../observe/observation.ts';
import { compensationOracles } from '../oracles/compensation-oracles.ts';
import { judge, type Oracle } from '../oracles/oracle.ts';
import { runOracles } from '../oracles/run-oracles.ts';
import type { References } from '../scenarios/undisturbed.ts';
import { compensationPlants } from './compensation-plants.ts';
import type { Plant } from './plant.ts';
import { runPlants } from './run-plants.ts';

type Trial<E> = {
  oracles: readonly Oracle<E>[];
  plants: readonly Plant[];
  /** Nothing is wrong with it. */
  workspace: string;
  expected: E;
  project: string;
};

/** Shows one plant to all oracles: says so when the one that must see it does not. */
const missed = <E>({ oracles, expected, project, workspace }: Trial<E>, plant: Plant): string[] => {
  const copy = `${workspace}-planted`;
  cpSync(workspace, copy, { recursive: true });
  const { known = [], cleanUp } = plant.plant(copy, project) ?? {};
  try {
    const said = judge(oracles, observe(copy, known), expected);
    const isCaught = said.some((line) => line.startsWith(`${plant.oracle}: `));
    return isCaught ? [] : [`${plant.oracle} does not catch its plant: ${plant.name}`];
  } finally {
    cleanUp?.();
    rmSync(copy, { recursive: true, force: true });
  }
};

const tried = <E>(trial: Trial<E>): string[] => {
  const { oracles, plants, workspace, expected } = trial;
  const silent = judge(oracles, observe(workspace), expected).map((line) => `without any plant: ${line}`);
  const unplanted = oracles
    .filter(({ name }) => !plants.some(({ oracle }) => oracle === name))
    .map(({ name }) => `${name} has no plant`);
  return [...silent, ...unplanted, ...plants.flatMap((plant) => missed(trial, plant))];
};

export type OracleCheck = { oracles: number; plants: number; violations: readonly string[] };

const checkAll = ({ real, replayed, cancelled }: References): OracleCheck => {
  const [project = ''] = Object.keys(replayed.seen.records.projects);
  const run = { oracles: runOracles, plants: runPlants, ...replayed, expected: real.seen, project };
  const compensation = {
    oracles: compensationOracles,
    plants: compensationPlants,
    workspace: cancelled.workspace,
    expected: cancelled.before,
    project: cancelled.before.project,
  };
  const names = new Set([...runOracles, ...compensationOracles].map(({ name }) => name));
  return {
    oracles: names.size,
    plants: runPlants.length + compensationPlants.length,
    violations: [...tried(run), ...tried(compensation)],
  };
};

let checked: OracleCheck | undefined;

/** Shows every oracle its plants, once in this process. */
export const checkOracles = (references: References): OracleCheck => (checked ??= checkAll(references));
