import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { inTransaction, openDatabase } from '../../bus/open-database.ts';
import { ENGINE_FORMAT, ENGINE_SCHEMA, ENGINE_UPGRADES } from './engine-schema.ts';
import type { HistoryEvent, IncomingEvent } from './history-event.ts';
import { isFinished } from './instance.ts';
import type { Instance, RuntimeStatus } from './instance.ts';

export type PendingActivity = { id: number; instanceId: string; taskId: number; name: string; input: string };
export type PendingTimer = { id: number; instanceId: string; taskId: number; fireAt: number };

/** The row that an incoming event comes from; it goes in the transaction that records the event. */
export type Origin = { table: 'inbox' | 'activity' | 'timer'; id: number };

/** An event on its way to an orchestration. */
export type Delivery = {
  origin: Origin;
  event: IncomingEvent;
  /** Called when the event is on disk, or not wanted any more. */
  onSettled?: () => void;
};

/** Everything that one turn changes. */
export type TurnCommit = {
  instance: Instance;
  /** Where in the history `events` begin. */
  position: number;
  events: readonly HistoryEvent[];
  settled: readonly Origin[];
  activities: readonly Omit<PendingActivity, 'id'>[];
  timers: readonly Omit<PendingTimer, 'id'>[];
  cancelledTimers: readonly number[];
  children: readonly { instance: Instance; start: IncomingEvent }[];
  /** Results for instances that wait: this one's for its parent, or a refused child's for itself. */
  posts: readonly { instanceId: string; event: IncomingEvent }[];
};

export type CommittedTurn = {
  activities: PendingActivity[];
  timers: PendingTimer[];
  /** To `children`, then `posts`. */
  deliveries: { instanceId: string; delivery: Delivery }[];
};

export type EngineStore = ReturnType<typeof createEngineStore>;

/** The engine's state in `<workspace>/engine.db`. Every method is one transaction, on disk when it returns. */
export const createEngineStore = (directory: string) => {
  const database = openDatabase(join(directory, 'engine.db'), ENGINE_FORMAT, ENGINE_SCHEMA, ENGINE_UPGRADES);
  const sql = prepare(database);

  const writeInstance = (instance: Instance): void => {
    sql.putInstance.run(
      instance.id,
      instance.execution,
      instance.name,
      instance.status,
      instance.input,
      instance.output,
      instance.customStatus,
      instance.parent?.instanceId ?? null,
      instance.parent?.execution ?? null,
      instance.parent?.taskId ?? null,
      instance.rootId,
      instance.traceParent,
      instance.createdAt,
      instance.updatedAt,
      instance.version,
    );
  };

  const post = (instanceId: string, event: IncomingEvent): Delivery => {
    const { lastInsertRowid } = sql.post.run(instanceId, JSON.stringify(event));
    return { origin: { table: 'inbox', id: Number(lastInsertRowid) }, event };
  };

  const erase = (instanceId: string): void => {
    for (const statement of sql.erase) statement.run(instanceId);
  };

  const begin = (instance: Instance, start: IncomingEvent): Delivery => {
    erase(instance.id);
    writeInstance(instance);
    return post(instance.id, start);
  };

  return {
    database,
    get: (id: string): Instance | undefined => {
      const row = sql.getInstance.get(id) as InstanceRow | undefined;
      return row && toInstance(row);
    },
    /** Oldest first. */
    list: (): Instance[] => (sql.listInstances.all() as InstanceRow[]).map(toInstance),
    history: (instanceId: string): HistoryEvent[] =>
      (sql.history.all(instanceId) as { event: string }[]).map(
        ({ event }) => JSON.parse(event) as HistoryEvent,
      ),
    /** Replaces a finished instance of the same id. */
    begin: (instance: Instance, start: IncomingEvent): Delivery =>
      inTransaction(database, () => begin(instance, start)),
    post: (instanceId: string, event: IncomingEvent): Delivery =>
      inTransaction(database, () => post(instanceId, event)),
    erase: (instanceId: string): void => inTransaction(database, () => erase(instanceId)),
    exists: (origin: Origin): boolean => sql.exists[origin.table].get(origin.id) !== undefined,
    settle: (origin: Origin): void => void sql.remove[origin.table].run(origin.id),
    inbox: (): { instanceId: string; delivery: Delivery }[] =>
      (sql.inbox.all() as { id: number; instance_id: string; event: string }[]).map((row) => ({
        instanceId: row.instance_id,
        delivery: { origin: { table: 'inbox', id: row.id }, event: JSON.parse(row.event) as IncomingEvent },
      })),
    activities: (): PendingActivity[] =>
      (sql.activities.all() as (PendingActivity & { instance_id: string; task_id: number })[]).map((row) => ({
        id: row.id,
        instanceId: row.instance_id,
        taskId: row.task_id,
        name: row.name,
        input: row.input,
      })),
    timers: (): PendingTimer[] => (sql.timers.all() as TimerRow[]).map(toTimer),
    timersOf: (instanceId: string): PendingTimer[] =>
      (sql.timersOf.all(instanceId) as TimerRow[]).map(toTimer),
    commitTurn: (turn: TurnCommit): CommittedTurn =>
      inTransaction(database, () => {
        writeInstance(turn.instance);
        for (const [offset, event] of turn.events.entries()) {
          sql.record.run(turn.instance.id, turn.position + offset, JSON.stringify(event));
        }
        for (const origin of turn.settled) sql.remove[origin.table].run(origin.id);
        for (const id of turn.cancelledTimers) sql.remove.timer.run(id);
        const activities = turn.activities.map((activity) => {
          const { lastInsertRowid } = sql.schedule.run(
            activity.instanceId,
            activity.taskId,
            activity.name,
            activity.input,
          );
          return { ...activity, id: Number(lastInsertRowid) };
        });
        const timers = turn.timers.map((timer) => {
          const { lastInsertRowid } = sql.setTimer.run(timer.instanceId, timer.taskId, timer.fireAt);
          return { ...timer, id: Number(lastInsertRowid) };
        });
        const deliveries = turn.children.map(({ instance, start }) => ({
          instanceId: instance.id,
          delivery: begin(instance, start),
        }));
        if (isFinished(turn.instance.status)) {
          sql.dropInbox.run(turn.instance.id);
          sql.dropTimers.run(turn.instance.id);
        }
        // As on Azure, what a completed orchestration left running is finished; a failed one asks for nothing any more.
        if (isFinished(turn.instance.status) && turn.instance.status !== 'Completed') {
          sql.dropActivities.run(turn.instance.id);
        }
        for (const { instanceId, event } of turn.posts) {
          deliveries.push({ instanceId, delivery: post(instanceId, event) });
        }
        return { activities, timers, deliveries };
      }),
    /** When a timer trigger ran last, ms since the epoch. */
    lastRun: (name: string): number | undefined =>
      (sql.lastRun.get(name) as { last: number } | undefined)?.last,
    recordRun: (name: string, at: number): void => void sql.recordRun.run(name, at),
    close: (): void => database.close(),
  };
};

const prepare = (database: DatabaseSync) => ({
  putInstance: database.prepare(
    'INSERT OR REPLACE INTO instance (id, execution, name, status, input, output, custom_status, parent_id, parent_execution, parent_task, root_id, trace_parent, created_at, updated_at, version) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
  ),
  getInstance: database.prepare('SELECT * FROM instance WHERE id = ?'),
  listInstances: database.prepare('SELECT * FROM instance ORDER BY created_at, id'),
  history: database.prepare('SELECT event FROM history WHERE instance_id = ? ORDER BY position'),
  record: database.prepare('INSERT INTO history (instance_id, position, event) VALUES (?, ?, ?)'),
  post: database.prepare('INSERT INTO inbox (instance_id, event) VALUES (?, ?)'),
  inbox: database.prepare('SELECT * FROM inbox ORDER BY id'),
  schedule: database.prepare('INSERT INTO activity (instance_id, task_id, name, input) VALUES (?, ?, ?, ?)'),
  activities: database.prepare('SELECT * FROM activity ORDER BY id'),
  setTimer: database.prepare('INSERT INTO timer (instance_id, task_id, fire_at) VALUES (?, ?, ?)'),
  timers: database.prepare('SELECT * FROM timer ORDER BY fire_at, id'),
  timersOf: database.prepare('SELECT * FROM timer WHERE instance_id = ?'),
  dropInbox: database.prepare('DELETE FROM inbox WHERE instance_id = ?'),
  dropActivities: database.prepare('DELETE FROM activity WHERE instance_id = ?'),
  dropTimers: database.prepare('DELETE FROM timer WHERE instance_id = ?'),
  exists: {
    inbox: database.prepare('SELECT 1 FROM inbox WHERE id = ?'),
    activity: database.prepare('SELECT 1 FROM activity WHERE id = ?'),
    timer: database.prepare('SELECT 1 FROM timer WHERE id = ?'),
  },
  remove: {
    inbox: database.prepare('DELETE FROM inbox WHERE id = ?'),
    activity: database.prepare('DELETE FROM activity WHERE id = ?'),
    timer: database.prepare('DELETE FROM timer WHERE id = ?'),
  },
  erase: [
    database.prepare('DELETE FROM instance WHERE id = ?'),
    database.prepare('DELETE FROM history WHERE instance_id = ?'),
    database.prepare('DELETE FROM inbox WHERE instance_id = ?'),
    database.prepare('DELETE FROM activity WHERE instance_id = ?'),
    database.prepare('DELETE FROM timer WHERE instance_id = ?'),
  ],
  lastRun: database.prepare('SELECT last FROM schedule WHERE name = ?'),
  recordRun: database.prepare('INSERT OR REPLACE INTO schedule (name, last) VALUES (?, ?)'),
});

type TimerRow = { id: number; instance_id: string; task_id: number; fire_at: number };

const toTimer = (row: TimerRow): PendingTimer => ({
  id: row.id,
  instanceId: row.instance_id,
  taskId: row.task_id,
  fireAt: row.fire_at,
});

type InstanceRow = {
  id: string;
  execution: string;
  name: string;
  status: RuntimeStatus;
  input: string;
  output: string | null;
  custom_status: string | null;
  parent_id: string | null;
  parent_execution: string | null;
  parent_task: number | null;
  root_id: string;
  trace_parent: string;
  created_at: number;
  updated_at: number;
  version: string;
};

const toInstance = (row: InstanceRow): Instance => ({
  id: row.id,
  execution: row.execution,
  name: row.name,
  status: row.status,
  input: row.input,
  output: row.output,
  customStatus: row.custom_status,
  parent:
    row.parent_id === null || row.parent_execution === null || row.parent_task === null
      ? undefined
      : { instanceId: row.parent_id, execution: row.parent_execution, taskId: row.parent_task },
  rootId: row.root_id,
  traceParent: row.trace_parent,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
  version: row.version,
});
