import { projectDefinitionSchema } from '../../../factory/domain/project-definition.ts';
import { unstarted, type Project } from '../../../factory/domain/project.ts';
import type { TransitionEvent } from '../../../factory/domain/transition-event.ts';
import type { Ports } from '../../../platform/ports.ts';
import { createEngine, type Dispatch } from './engine/engine.ts';
import type { Orchestrator } from './engine/replay.ts';
import { orchestrators } from './orchestrators.ts';
import { habitsOf, type Habits } from './people/habits.ts';
import { createPeople } from './people/people.ts';
import { createRandom, type Random } from './random.ts';
import { createScheduler, type Scheduler } from './scheduler.ts';
import type { Happening, Run } from './trace.ts';
import { createExecutor } from './world/executor.ts';
import { ailmentsOf, createFaults, type Ailment } from './world/faults.ts';
import type { Recorder } from './world/recorder.ts';
import { createWorld } from './world/world.ts';

const START = Date.parse('2026-01-05T08:00:00.000Z');
const PROJECT = 'p-00000000-0000-7000-8000-000000000001';
const NAMES = ['audit-trail', 'orders', 'catalogue', 'billing', 'shipping', 'members'];
const HOUR = 3_600_000;

/** What a seed stands for. */
export type Scenario = {
  services: readonly string[];
  approvals: readonly ('plan' | 'architecture')[];
  budgets: { rounds?: number; timeMinutes?: number };
  ailments: readonly Ailment[];
  habits: Habits;
  /** How likely it is that an activity is executed again. */
  repeats: number;
  /** Milliseconds that a piece of work takes at most, in each of its halves. */
  longestWork: number;
  /** How likely it is that a round of fixing finds something to change. */
  fixes: number;
  foreign: readonly string[];
  downtimes: readonly { from: number; until: number }[];
};

export const scenarioOf = (random: Random): Scenario => {
  const services = NAMES.slice(0, random.pick([1, 1, 1, 2, 2, 3, 5]));
  return {
    services,
    approvals: random.pick([[], [], [], ['plan'], ['plan', 'architecture']]),
    budgets: random.pick([{}, {}, {}, { rounds: 1 }, { rounds: 3 }, { timeMinutes: 60 }]),
    ailments: ailmentsOf(random, services),
    habits: habitsOf(random),
    repeats: random.pick([0, 0.05, 0.15]),
    longestWork: 300_000,
    fixes: 0.85,
    foreign: random.pick([[], ['connectsoft/factory/audit-trail'], ['connectsoft/factory/legacy']]),
    downtimes: random.chance(0.25)
      ? Array.from({ length: 1 + random.below(2) }, () => {
          const from = random.below(3 * HOUR);
          return { from, until: from + random.pick([1_000, 30_000, HOUR, 80 * HOUR]) };
        })
      : [],
  };
};

/** A deliberate fault of the factory itself, or of what it stands on, that an oracle must see. */
export type Plant = {
  /** The world in which it shows. */
  scenario?: (own: Scenario) => Scenario;
  orchestrator?: (name: string, own: Orchestrator) => Orchestrator;
  ports?: (ports: Ports) => Ports;
  dispatch?: (own: Dispatch) => Dispatch;
};

const projectOf = ({ approvals, budgets }: Scenario): Project => ({
  ...unstarted(),
  id: PROJECT,
  correlationId: 'c-1',
  idempotencyKey: 'k-1',
  definition: projectDefinitionSchema.parse({ text: 'Log what users do.', approvals, budgets }),
  createdAt: new Date(START).toISOString(),
});

const asIs = <T>(own: T): T => own;

const changed = (own: Scenario, { scenario }: Plant): Scenario => scenario?.(own) ?? own;

const plantedOrchestrators = ({ orchestrator }: Plant): Record<string, Orchestrator> =>
  Object.fromEntries(
    Object.entries(orchestrators).map(([name, own]) => [name, orchestrator?.(name, own) ?? own]),
  );

/** Runs the scheduler dry; answers why it could not be. */
const runDry = (scheduler: Scheduler): Promise<string | undefined> =>
  scheduler.run().then(
    () => undefined,
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );

/** Runs the factory's orchestrations in a world that follows from a seed, until nothing is due any more. */
export const simulate = async (
  seed: number,
  plant: Plant = {},
  change: (scenario: Scenario) => Scenario = (scenario) => scenario,
): Promise<Run> => {
  const random = createRandom(`seed ${seed}`);
  const scenario = changed(change(scenarioOf(random.fork('scenario'))), plant);
  const scheduler = createScheduler(START, random.fork('order'));
  const happenings: Happening[] = [];
  const record: Recorder = (happening) =>
    void happenings.push({ ...happening, at: scheduler.now() - START } as Happening);

  let hear: (event: TransitionEvent) => void = () => undefined;
  const project = projectOf(scenario);
  const world = createWorld(project, scenario.foreign, scheduler, record, (event) => hear(event));
  const { ports: portsOf = asIs, dispatch: dispatchOf = asIs } = plant;
  const ports = portsOf(world.ports);
  const executor = createExecutor({
    scheduler,
    random: random.fork('work'),
    ports,
    services: scenario.services,
    faultOf: createFaults(scenario.ailments),
    record,
    repeats: scenario.repeats,
    longestWork: scenario.longestWork,
    fixes: scenario.fixes,
  });
  const engine = createEngine({
    scheduler,
    orchestrators: plantedOrchestrators(plant),
    dispatch: dispatchOf(executor.dispatch),
  });
  const people = createPeople({
    scheduler,
    random: random.fork('people'),
    ports,
    engine,
    record,
    projectId: PROJECT,
    habits: scenario.habits,
  });
  hear = people.hear;

  const outsideBefore = world.outside.dump();
  for (const { from, until } of scenario.downtimes)
    scheduler.at(START + from, () => {
      record({ what: 'host-down', until });
      executor.kill();
      people.goDown(START + until);
      engine.goDown(START + until);
    });
  const request = { projectId: PROJECT, correlationId: 'c-1' };
  for (let sent = 0; sent < 2; sent += 1)
    scheduler.at(START, () => void engine.start('factory', PROJECT, request));

  const brokenOff = await runDry(scheduler);
  const found = await world.ports.projects.get(PROJECT);
  return {
    seed,
    happenings,
    instances: engine.instances(),
    project: found?.project ?? project,
    reviews: await world.ports.reviews.list(),
    outsideBefore,
    outsideAfter: world.outside.dump(),
    downtimes: scenario.downtimes,
    problems: engine.problems,
    brokenOff,
    start: START,
  };
};
