import type { StoredItem } from './cosmos-items.ts';

export type QueryRequest = { query: string; parameters?: { name: string; value: unknown }[] };

/** What stands for the place of the order-by continuation in a plan's query; the SDK fills it in. */
const continuation = '{documentdb-formattableorderbyquery-filter}';

const shape =
  /^SELECT (?:TOP (?<top>\d+) )?(?<columns>\*|c\._rid, .+ AS payload) FROM c WHERE (?<where>.+?)(?: ORDER BY c\["id"\] (?<order>ASC|DESC))?$/;
const condition = /^c(?<path>(?:\["[^"]+"\])+) (?<operator>=|>=|<|>) (?<parameter>@\w+)$/;

type Comparable = string | number | boolean;

const comparisons: Record<string, (left: Comparable, right: Comparable) => boolean> = {
  '=': (left, right) => left === right,
  '>=': (left, right) => left >= right,
  '>': (left, right) => left > right,
  '<': (left, right) => left < right,
};

const valueAt = (item: unknown, path: string): unknown =>
  [...path.matchAll(/\["([^"]+)"\]/g)].reduce(
    (value: unknown, [, name]) => (value as Record<string, unknown> | undefined)?.[name ?? ''],
    item,
  );

const meets = (item: StoredItem, text: string, request: QueryRequest): boolean => {
  if (text === 'true') return true;
  const { path = '', operator = '', parameter } = condition.exec(text)?.groups ?? {};
  const compare = comparisons[operator];
  if (!compare) throw new Error(`The stub does not know the condition ${text}.`);
  const wanted = request.parameters?.find(({ name }) => name === parameter)?.value;
  const value = valueAt(item.document, path);
  return typeof value === typeof wanted && compare(value as Comparable, wanted as Comparable);
};

const parsed = ({ query }: QueryRequest) => {
  const { top, columns, where = '', order } = shape.exec(query)?.groups ?? {};
  if (columns === undefined) throw new Error(`The stub does not know the query ${query}.`);
  const conditions = where.replace(/^\((.+)\) AND \((true)\)$/, '$1 AND $2').split(' AND ');
  return { top: Number(top ?? Infinity), isRewritten: columns !== '*', where, conditions, order };
};

/** A gateway cannot merge partitions in order: it sends the client for a plan. */
export const needsPlan = (request: QueryRequest): boolean => parsed(request).order !== undefined;

/** The plan by which a client merges the ordered answers of the partitions. */
export const planOf = (request: QueryRequest): object => {
  const { top, where, order } = parsed(request);
  const ordered = order !== undefined;
  const first = Number.isFinite(top) ? `TOP ${top} ` : '';
  return {
    partitionedQueryExecutionInfoVersion: 2,
    queryInfo: {
      distinctType: 'None',
      top: Number.isFinite(top) ? top : null,
      offset: null,
      limit: null,
      orderBy: ordered ? [order === 'ASC' ? 'Ascending' : 'Descending'] : [],
      orderByExpressions: ordered ? ['c["id"]'] : [],
      groupByExpressions: [],
      groupByAliases: [],
      aggregates: [],
      groupByAliasToAggregateType: {},
      rewrittenQuery: ordered
        ? `SELECT ${first}c._rid, [{"item": c["id"]}] AS orderByItems, c AS payload FROM c WHERE (${where}) AND (${continuation}) ORDER BY c["id"] ${order}`
        : '',
      hasSelectValue: false,
    },
    queryRanges: [{ min: '', max: 'FF', isMinInclusive: true, isMaxInclusive: false }],
  };
};

/** Answers a query over the items of a partition range. Understands what the service asks and refuses everything else. */
export const run = (items: readonly StoredItem[], request: QueryRequest): object[] => {
  const { top, conditions, order, isRewritten } = parsed(request);
  const direction = order === 'DESC' ? -1 : 1;
  const found = items
    .filter((item) => conditions.every((text) => meets(item, text, request)))
    .toSorted((left, right) => (left.id < right.id ? -direction : direction))
    .slice(0, top);
  return isRewritten
    ? found.map(({ id, document }) => ({
        _rid: `rid-${id}`,
        orderByItems: [{ item: id }],
        payload: document,
      }))
    : found.map(({ document }) => document);
};
