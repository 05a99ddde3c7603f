import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { EventType } from '../../../../platform/embedded/host/durable/history-event.ts';
import type { HistoryEvent } from '../../../../platform/embedded/host/durable/history-event.ts';
import { eventually, linesOf, spawnHost } from './spawn-host.ts';
import type { SpawnedHost } from './spawn-host.ts';

const KILL_APP = join(import.meta.dirname, 'kill-app/app.ts');
/** host.json of the app. */
const CONCURRENT_ACTIVITIES = 4;

/** Random numbers in [0, 1) that a seed repeats (mulberry32). */
export const seededRandom = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};

export type KillReport = {
  /** With the ends by SIGTERM among them. */
  kills: number;
  /** By mission. */
  outcomes: Record<string, { status: string; output: unknown }>;
  expectedOutcomes: Record<string, { status: string; output: unknown }>;
  /** Steps whose effect never happened. */
  missingSteps: string[];
  missingAnnouncements: string[];
  /** Effects beyond one per step, and how many the kills explain. */
  repeatedSteps: number;
  allowedRepeats: number;
  /** Everything wrong in the files, in words. */
  inconsistencies: string[];
};

const stepsOf = (mission: string): string[] => [
  ...Array.from({ length: 4 }, (_, index) => `${mission}/chain${index}`),
  ...Array.from({ length: 10 }, (_, index) => `${mission}/fan${index}`),
  ...['a', 'b', 'c'].flatMap((part) =>
    Array.from({ length: 3 }, (_, index) => `${mission}:part:${part}/part${index}`),
  ),
];

/**
 * Starts missions, kills the host again and again at moments a seed decides, starts it again, and reports what is in the
 * workspace when all missions have ended. Requests that a kill cut off are sent again, as a client would.
 */
export const runKillScenario = async (options: {
  workspace: string;
  seed: number;
  kills: number;
  missions: number;
}): Promise<KillReport> => {
  const random = seededRandom(options.seed);
  const missions = Array.from({ length: options.missions }, (_, index) => `m${index}`);
  const pending = new Set([
    ...missions.map((id) => `missions/${id}`),
    ...missions.map((id) => `missions/${id}/go`),
  ]);

  /** Sends what was not acknowledged yet; stops at the first request that the host's death cuts off. */
  const send = async (host: SpawnedHost): Promise<void> => {
    for (const path of pending) {
      const response = await fetch(`${host.url}/${path}`, { method: 'POST' });
      // A start whose acknowledgement was lost is refused as a conflict: it did happen.
      const isThere = path.endsWith('/go') ? false : (await fetch(`${host.url}/${path}`)).ok;
      if (response.ok || isThere) pending.delete(path);
    }
  };

  const badExits: string[] = [];
  let kills = 0;
  while (kills < options.kills) {
    const host = await spawnHost({ app: KILL_APP, workspace: options.workspace });
    const sending = random() < 0.3 ? Promise.resolve() : send(host).catch(() => undefined);
    await momentToKill(options.workspace, random);
    if (random() < 0.25) {
      host.signal('SIGTERM');
      const code = await host.exited;
      if (code !== 0) badExits.push(`a graceful end gave exit code ${code}: ${host.stderr()}`);
    } else await host.kill();
    await sending;
    kills += 1;
  }

  const host = await spawnHost({ app: KILL_APP, workspace: options.workspace });
  await send(host);
  const outcomes: KillReport['outcomes'] = {};
  for (const mission of missions) {
    outcomes[mission] = await eventually(async () => {
      const answer = await fetch(`${host.url}/missions/${mission}`);
      const outcome = (await answer.json()) as { status: string; output: unknown };
      return ['Completed', 'Failed', 'Terminated'].includes(outcome.status) ? outcome : undefined;
    });
  }
  const announced = (): string[] => linesOf(options.workspace, 'announced.log');
  await eventually(() => missions.every((mission) => announced().includes(mission)) || undefined).catch(
    () => undefined,
  );
  host.signal('SIGTERM');
  await host.exited;

  const steps = linesOf(options.workspace, 'steps.log');
  const expected = missions.flatMap(stepsOf);
  return {
    kills,
    outcomes,
    expectedOutcomes: Object.fromEntries(
      missions.map((mission) => {
        const sum = stepsOf(mission).reduce((total, step) => total + step.length, 1);
        return [mission, { status: 'Completed', output: { go: 'now', sum } }];
      }),
    ),
    missingSteps: expected.filter((step) => !steps.includes(step)),
    missingAnnouncements: missions.filter((mission) => !announced().includes(mission)),
    repeatedSteps: steps.length - new Set(steps).size,
    allowedRepeats: kills * CONCURRENT_ACTIVITIES,
    inconsistencies: [...badExits, ...inspect(options.workspace)],
  };
};

/** In the middle of an activity (some steps later), or after some time, when timers and events are waited for. */
const momentToKill = async (workspace: string, random: () => number): Promise<void> => {
  const steps = (): number => linesOf(workspace, 'steps.log').length;
  const target = random() < 0.6 ? steps() + 1 + Math.floor(random() * 8) : Infinity;
  const deadline = Date.now() + random() ** 2 * 300;
  while (steps() < target && (target < Infinity ? Date.now() < deadline + 300 : Date.now() < deadline)) {
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
};

const inspect = (workspace: string): string[] => {
  const problems: string[] = [];
  const engine = new DatabaseSync(join(workspace, 'engine.db'), { readOnly: true });
  const bus = new DatabaseSync(join(workspace, 'bus.db'), { readOnly: true });
  for (const database of [engine, bus]) {
    const check = database.prepare('PRAGMA integrity_check').get() as { integrity_check: string };
    if (check.integrity_check !== 'ok') problems.push(check.integrity_check);
  }
  for (const table of ['inbox', 'activity', 'timer']) {
    const { n } = engine.prepare(`SELECT count(*) AS n FROM ${table}`).get() as { n: number };
    if (n > 0) problems.push(`${n} rows are left in ${table}`);
  }
  const { n: messages } = bus.prepare('SELECT count(*) AS n FROM message').get() as { n: number };
  if (messages > 0) problems.push(`${messages} messages are left on the bus`);
  const rows = engine.prepare('SELECT * FROM history ORDER BY instance_id, position').all() as {
    instance_id: string;
    position: number;
    event: string;
  }[];
  const histories = Map.groupBy(rows, (row) => row.instance_id);
  if (histories.size === 0) problems.push('there is no history');
  for (const [instance, history] of histories) {
    if (history.some((row, index) => row.position !== index))
      problems.push(`${instance}: a gap in the history`);
    problems.push(
      ...inspectHistory(history.map((row) => JSON.parse(row.event) as HistoryEvent)).map(
        (p) => `${instance}: ${p}`,
      ),
    );
  }
  engine.close();
  bus.close();
  return problems;
};

/** Every task that was asked for has one result, and no result comes without its task. */
const inspectHistory = (history: readonly HistoryEvent[]): string[] => {
  const of = <Name extends keyof typeof EventType>(...names: Name[]) => {
    const types = names.map((name) => EventType[name] as number);
    return history.filter((event) => types.includes(event.EventType));
  };
  const asked = of('TaskScheduled', 'SubOrchestrationInstanceCreated').map((event) => event.EventId);
  const answered = of('TaskCompleted', 'SubOrchestrationInstanceCompleted').map(
    (event) => (event as { TaskScheduledId: number }).TaskScheduledId,
  );
  const set = of('TimerCreated').map((event) => event.EventId);
  const fired = of('TimerFired').map((event) => (event as { TimerId: number }).TimerId);
  const ascending = (left: number, right: number): number => left - right;
  const problems: string[] = [];
  if (String(asked) !== String(answered.toSorted(ascending)))
    problems.push(`asked ${asked}, answered ${answered}`);
  if (String(set) !== String(fired.toSorted(ascending))) problems.push(`timers ${set}, fired ${fired}`);
  if (of('ExecutionStarted').length !== 1) problems.push(`it started ${of('ExecutionStarted').length} times`);
  if (of('ExecutionCompleted').length !== 1)
    problems.push(`it ended ${of('ExecutionCompleted').length} times`);
  return problems;
};
