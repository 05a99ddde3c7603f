import type { IngestionServer } from '../../loopback/ingestion/ingestion-server.ts';

/** What arrived of the telemetry: columns of each table, and of each metric or span the properties. */
export type Seen = {
  columns: Readonly<Record<string, readonly string[]>>;
  properties(table: string, name: string | undefined): readonly string[];
  names: Readonly<Record<string, readonly string[]>>;
};

/** Where a field of the wire stands in the workspace. */
const COLUMNS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  AppRequests: { name: 'Name', success: 'Success', duration: 'DurationMs', responseCode: 'ResultCode' },
  AppDependencies: { name: 'Name', success: 'Success', duration: 'DurationMs' },
  AppMetrics: { name: 'Name', value: 'Sum', count: 'ItemCount' },
};
const TABLES: Readonly<Record<string, string>> = {
  RequestData: 'AppRequests',
  RemoteDependencyData: 'AppDependencies',
  MetricData: 'AppMetrics',
};

type Arrived = { table: string; name: string; columns: string[]; properties: string[] };

const arrivedOf = ({ items }: Pick<IngestionServer, 'items'>): Arrived[] =>
  items.flatMap(({ data: { baseType, baseData } }) => {
    const table = TABLES[baseType];
    if (table === undefined) return [];
    const fields = baseType === 'MetricData' ? baseData.metrics[0]! : baseData;
    const columns = Object.keys(fields).flatMap((field) => COLUMNS[table]?.[field] ?? []);
    const all = [...columns, 'TimeGenerated', 'Properties', 'OperationId'];
    const properties = Object.keys((baseData.properties ?? {}) as object);
    return [{ table, name: String((fields as { name?: unknown }).name), columns: all, properties }];
  });

const unique = (texts: readonly string[]): string[] => [...new Set(texts)];

export const seenOf = (server: Pick<IngestionServer, 'items'>): Seen => {
  const arrived = arrivedOf(server);
  const of = (table: string): Arrived[] => arrived.filter((each) => each.table === table);
  const tables = Object.values(TABLES);
  return {
    columns: Object.fromEntries(
      tables.map((table) => [table, unique(of(table).flatMap(({ columns }) => columns))]),
    ),
    names: Object.fromEntries(tables.map((table) => [table, unique(of(table).map(({ name }) => name))])),
    properties: (table, name) =>
      unique(
        of(table)
          .filter((each) => name === undefined || each.name.startsWith(name))
          .flatMap(({ properties }) => properties),
      ),
  };
};

/** Words of the language that the queries use; whatever is neither one of them nor seen is a column that does not exist. */
const WORDS = new Set(
  `let dynamic where and or in by extend summarize order asc desc startswith tostring toint isnotempty isnotnull ago bin dcount
  count countif sum max min arg_max true false has_any`.split(/\s+/),
);

const withoutTexts = (query: string): string =>
  query.replace(/"[^"]*"/g, '""').replace(/dynamic\([^)]*\)/g, 'dynamic');

/** What a query names that never arrived. */
export const unseen = (query: string, seen: Seen): string[] => {
  const plain = withoutTexts(query);
  const table = /^(?:let [^;]+;\s*)?(\w+)/.exec(plain)?.[1] ?? '';
  if (!(table in seen.columns)) return [`table ${table}`];
  const columns = seen.columns[table] ?? [];
  const [, operator, name] = /\bName (==|startswith) "([^"]+)"/.exec(query) ?? [];
  const isSeen = (each: string): boolean => (operator === '==' ? each === name : each.startsWith(name ?? ''));
  const defined = [...plain.matchAll(/(\w+)\s*=(?![=~])/g)].map(([, each]) => each!);
  const identifiers = [...plain.matchAll(/\b[A-Za-z_]\w*/g)].map(([each]) => each);
  const asked = [...query.matchAll(/Properties\["([^"]+)"\]/g)].map(([, each]) => each!);
  const known = seen.properties(table, name);
  return unique([
    ...(name === undefined || seen.names[table]?.some(isSeen) ? [] : [`name ${name}`]),
    ...identifiers
      .filter((each) => each !== table && !WORDS.has(each) && !defined.includes(each))
      .filter((each) => !columns.includes(each))
      .map((each) => `column ${each}`),
    ...asked.filter((each) => !known.includes(each)).map((each) => `property ${each}`),
  ]);
};
