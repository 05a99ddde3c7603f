import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { rows } from './rows.ts';

export type LedgerEntry = { project: string; seq: number; kind: string; marker: string; state: string };

/** What the factory has of its projects, and what is left of the work on them. */
export type Records = {
  /** Status by project. */
  projects: Readonly<Record<string, string>>;
  /** Ids of all events, as they stand in the journal. */
  events: readonly string[];
  /** Ids of all actions of the audit trail that succeeded, in their order. */
  actions: readonly string[];
  /** `<project> <stage> <path>`. */
  artifacts: readonly string[];
  /** Ids of what was remembered of projects. */
  knowledge: readonly string[];
  ledger: readonly LedgerEntry[];
  /** What the engine and the bus still have to do. */
  pending: readonly string[];
  /** Folders that something used while it ran. */
  temporary: readonly string[];
};

export const NO_RECORDS: Records = {
  projects: {},
  events: [],
  actions: [],
  artifacts: [],
  knowledge: [],
  ledger: [],
  pending: [],
  temporary: [],
};

const entriesOf = (folder: string): string[] => (existsSync(folder) ? readdirSync(folder) : []);

const pendingIn = (workspace: string): string[] => {
  const engine = join(workspace, 'engine.db');
  const counted = ['inbox', 'activity', 'timer'].map((table) => ({ table, file: engine }));
  const left = [...counted, { table: 'message', file: join(workspace, 'bus.db') }].flatMap(
    ({ table, file }) => {
      const n = Number(rows(file, `SELECT count(*) AS n FROM ${table}`)[0]?.['n']);
      return n === 0 ? [] : [`${n} rows in ${table}`];
    },
  );
  const open = rows(engine, `SELECT id, status FROM instance WHERE status NOT IN ('Completed', 'Failed')`);
  return [...left, ...open.map(({ id, status }) => `orchestration ${String(id)} is ${String(status)}`)];
};

const ledgerIn = (store: string): LedgerEntry[] =>
  rows(store, 'SELECT * FROM undo_entry ORDER BY project_id, seq').map((row) => ({
    project: String(row['project_id']),
    seq: Number(row['seq']),
    kind: (JSON.parse(String(row['effect'])) as { kind: string }).kind,
    marker: String(row['marker']),
    state: String(row['state']),
  }));

const actionsIn = (store: string): string[] =>
  rows(store, 'SELECT id, document FROM agent_action ORDER BY position')
    .filter(({ document }) => (JSON.parse(String(document)) as { status: string }).status === 'succeeded')
    .map(({ id }) => String(id));

const projectsIn = (store: string): Record<string, string> =>
  Object.fromEntries(
    rows(store, 'SELECT id, document FROM project ORDER BY number').map(({ id, document }) => [
      String(id),
      (JSON.parse(String(document)) as { status: string }).status,
    ]),
  );

const temporaryIn = (workspace: string): string[] => [
  ...entriesOf(join(workspace, 'sandbox')).map((name) => `sandbox/${name}`),
  ...entriesOf(join(workspace, 'repositories'))
    .filter((name) => name.startsWith('.'))
    .map((name) => `repositories/${name}`),
];

export const observeRecords = (workspace: string): Records => {
  const store = join(workspace, 'store.db');
  const texts = (query: string): string[] => rows(store, query).map(({ text }) => String(text));
  return {
    projects: projectsIn(store),
    events: texts('SELECT id AS text FROM event ORDER BY project_id, position'),
    actions: actionsIn(store),
    artifacts: texts(`SELECT project_id || ' ' || stage || ' ' || path AS text FROM artifact ORDER BY text`),
    knowledge: texts(`SELECT id AS text FROM knowledge WHERE id LIKE 'project/%' ORDER BY id`),
    ledger: ledgerIn(store),
    pending: pendingIn(workspace),
    temporary: temporaryIn(workspace),
  };
};
