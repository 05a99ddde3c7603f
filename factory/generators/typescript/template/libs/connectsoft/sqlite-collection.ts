import type { DatabaseSync, SQLInputValue } from 'node:sqlite';

import type { DomainEvent } from './aggregate-root.ts';
import type {
  CollectionDefinition,
  Criterion,
  DocumentCollection,
  StoredDocument,
} from './document-collection.ts';
import { DuplicateValueError, IdempotencyKeyReusedError } from './domain-error.ts';
import type { IdempotentRequest } from './idempotency.ts';
import { pageOf, type Page, type PageRequest } from './page.ts';
import { quoted, transaction } from './sqlite-database.ts';
import type { SqliteOutbox } from './sqlite-outbox.ts';

/** Documents that an export reads at a time. */
const batchSize = 500;

type Row = { id: string; version: number; state: string };

const valueOf = (field: string) => `json_extract(state, '$.${quoted(field)}')`;

const schemaOf = ({ name, indexed, unique, appendOnly }: CollectionDefinition): string =>
  [
    `CREATE TABLE IF NOT EXISTS ${quoted(name)} (id TEXT PRIMARY KEY, version INTEGER NOT NULL, state TEXT NOT NULL) STRICT`,
    `CREATE TABLE IF NOT EXISTS _requests (collection TEXT, key TEXT, fingerprint TEXT NOT NULL, document TEXT NOT NULL, at INTEGER NOT NULL DEFAULT (unixepoch()), PRIMARY KEY (collection, key)) STRICT`,
    'CREATE INDEX IF NOT EXISTS _requests_at ON _requests (at)',
    ...indexed.map(
      (field) =>
        `CREATE INDEX IF NOT EXISTS ${quoted(`${name}_${field}`)} ON ${quoted(name)} (${valueOf(field)}, id)`,
    ),
    ...unique.map(
      (field) =>
        `CREATE UNIQUE INDEX IF NOT EXISTS ${quoted(`${name}_unique_${field}`)} ON ${quoted(name)} (${valueOf(field)})`,
    ),
    ...(appendOnly ? ['UPDATE', 'DELETE'] : []).map(
      (statement) =>
        `CREATE TRIGGER IF NOT EXISTS ${quoted(`${name}_no_${statement.toLowerCase()}`)} BEFORE ${statement} ON ${quoted(name)} BEGIN SELECT RAISE(ABORT, '${name} is append-only'); END`,
    ),
  ].join(';\n');

const bound = (value: Criterion['value']): SQLInputValue =>
  typeof value === 'boolean' ? Number(value) : value;

const parsed = <State>({ id, version, state }: Row): StoredDocument<State> => ({
  id,
  version,
  state: JSON.parse(state) as State,
});

/** A collection in the embedded store: one table, JSON documents, an index per filter. */
export class SqliteCollection<State extends object> implements DocumentCollection<State> {
  protected readonly database: DatabaseSync;
  protected readonly table: string;
  readonly #definition: CollectionDefinition;
  readonly #outbox: SqliteOutbox;

  constructor(database: DatabaseSync, definition: CollectionDefinition, outbox: SqliteOutbox) {
    this.database = database;
    this.table = quoted(definition.name);
    this.#definition = definition;
    this.#outbox = outbox;
    transaction(database, () => database.exec(schemaOf(definition)));
  }

  async insert(
    id: string,
    state: State,
    events: readonly DomainEvent[],
    request?: IdempotentRequest,
  ): Promise<StoredDocument<State>> {
    return this.write((append) => {
      const earlier = this.earlier(this.#definition.name, request);
      if (earlier) return earlier;
      const document = { id, version: 1, state };
      this.database
        .prepare(`INSERT INTO ${this.table} (id, version, state) VALUES (?, 1, ?)`)
        .run(id, JSON.stringify(state));
      append(events);
      this.remember(this.#definition.name, request, document);
      return document;
    });
  }

  async remembered(request: IdempotentRequest | undefined): Promise<StoredDocument<State> | undefined> {
    return this.earlier(this.#definition.name, request);
  }

  async find(id: string): Promise<StoredDocument<State> | undefined> {
    const row = this.database.prepare(`SELECT id, version, state FROM ${this.table} WHERE id = ?`).get(id);
    return row && parsed<State>(row as Row);
  }

  async page(
    filter: readonly Criterion[],
    { limit, after }: PageRequest,
  ): Promise<Page<StoredDocument<State>>> {
    return pageOf(this.#read(filter, 'DESC', limit + 1, after), limit);
  }

  async *stream(filter: readonly Criterion[]): AsyncIterable<StoredDocument<State>> {
    let batch = this.#read(filter, 'ASC', batchSize);
    while (batch.length > 0) {
      yield* batch;
      batch = this.#read(filter, 'ASC', batchSize, batch.at(-1)?.id);
    }
  }

  /** One transaction, in which `change` may append events. */
  protected write<Result>(change: (append: (events: readonly DomainEvent[]) => void) => Result): Result {
    try {
      return transaction(this.database, () => change((events) => this.#outbox.append(events)));
    } catch (error) {
      throw this.#duplicate(error) ?? error;
    }
  }

  /** What a request of `scope` stored before. */
  protected earlier(
    scope: string,
    request: IdempotentRequest | undefined,
  ): StoredDocument<State> | undefined {
    if (!request) return undefined;
    const found = this.database
      .prepare('SELECT fingerprint, document FROM _requests WHERE collection = ? AND key = ?')
      .get(scope, request.key) as { fingerprint: string; document: string } | undefined;
    if (found && found.fingerprint !== request.fingerprint) throw new IdempotencyKeyReusedError();
    return found && (JSON.parse(found.document) as StoredDocument<State>);
  }

  protected remember(
    scope: string,
    request: IdempotentRequest | undefined,
    document: StoredDocument<State>,
  ): void {
    if (!request) return;
    this.database
      .prepare('INSERT INTO _requests (collection, key, fingerprint, document) VALUES (?, ?, ?, ?)')
      .run(scope, request.key, request.fingerprint, JSON.stringify(document));
  }

  #read(
    filter: readonly Criterion[],
    order: 'ASC' | 'DESC',
    limit: number,
    after?: string,
  ): StoredDocument<State>[] {
    const conditions = filter.map(({ field, operator }) => `${valueOf(field)} ${operator} ?`);
    if (after !== undefined) conditions.push(`id ${order === 'ASC' ? '>' : '<'} ?`);
    const where = conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : '';
    const values = [
      ...filter.map(({ value }) => bound(value)),
      ...(after === undefined ? [] : [after]),
      limit,
    ];
    const rows = this.database
      .prepare(`SELECT id, version, state FROM ${this.table} ${where} ORDER BY id ${order} LIMIT ?`)
      .all(...values);
    return rows.map((row) => parsed<State>(row as Row));
  }

  #duplicate(error: unknown): DuplicateValueError | undefined {
    const message = error instanceof Error ? error.message : '';
    const field = this.#definition.unique.find((name) =>
      message.includes(`${this.#definition.name}_unique_${name}'`),
    );
    return field === undefined ? undefined : new DuplicateValueError(field);
  }
}
