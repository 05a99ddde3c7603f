/** The tasks that an orchestrator yields, as the Durable SDK has them: single ones, and `Task.all` and `Task.any` of them. */
type State = { state: 'open' | 'done' | 'failed'; value: unknown };

export type SingleTask = State & {
  kind: 'activity' | 'sub-orchestration' | 'timer' | 'event';
  /** Of the activity, the orchestrator or the event. */
  name: string;
  /** JSON text. */
  input: string;
  /** Of a sub-orchestration. */
  instanceId: string;
  /** Of a timer, ISO 8601. */
  fireAt: string;
  /** Its place among the tasks of its instance, from when it is first yielded; an event's has none. */
  number: number | undefined;
  isCanceled: boolean;
  readonly isCompleted: boolean;
  cancel(): void;
};

export type CompoundTask = State & { kind: 'all' | 'any'; tasks: readonly Task[] };

export type Task = SingleTask | CompoundTask;

export const isSingle = (task: Task): task is SingleTask => 'isCanceled' in task;

export const singleTask = (
  facts: Pick<SingleTask, 'kind'> & Partial<Pick<SingleTask, 'name' | 'input' | 'instanceId' | 'fireAt'>>,
): SingleTask => ({
  name: '',
  input: 'null',
  instanceId: '',
  fireAt: '',
  ...facts,
  state: 'open',
  value: undefined,
  number: undefined,
  isCanceled: false,
  get isCompleted() {
    return this.state !== 'open';
  },
  cancel() {
    if (this.state !== 'open') throw new Error('A timer that is over cannot be cancelled.');
    this.isCanceled = true;
  },
});

export const compoundTask = (kind: 'all' | 'any', tasks: readonly Task[]): CompoundTask => ({
  kind,
  tasks,
  state: kind === 'all' && tasks.length === 0 ? 'done' : 'open',
  value: [],
});

/** All single tasks in it, in their order. */
export const singlesOf = (task: Task): SingleTask[] =>
  isSingle(task) ? [task] : task.tasks.flatMap(singlesOf);

/** Brings compound tasks up to date with those in them. */
export const refresh = (task: Task): void => {
  if (isSingle(task) || task.state !== 'open') return;
  task.tasks.forEach(refresh);
  const over = task.tasks.filter(({ state }) => state !== 'open');
  const failed = over.find(({ state }) => state === 'failed');
  if (failed) Object.assign(task, { state: 'failed', value: failed.value });
  else if (task.kind === 'any' && over[0]) Object.assign(task, { state: 'done', value: over[0] });
  else if (task.kind === 'all' && over.length === task.tasks.length)
    Object.assign(task, { state: 'done', value: task.tasks.map(({ value }) => value) });
};
