import { queryParameters } from '../../../../../factory/domain/operation.ts';
import type { UseCase } from '../../../../../factory/domain/blueprint.ts';
import { keptOf, shown, type Answer, type Model, type Values } from './document.ts';

type Finding = Extract<UseCase, { kind: 'search' | 'export' }>;

const lies = (value: unknown, bound: 'equals' | 'from' | 'to', asked: string): boolean => {
  if (bound === 'equals') return String(value) === asked;
  const [own, other] =
    typeof value === 'number' ? [value, Number(asked)] : [Date.parse(String(value)), Date.parse(asked)];
  return bound === 'from' ? own >= other : own < other;
};

/** Items, oldest first, that every filter of the query lets through. */
const found = (model: Model, useCase: Finding, query: URLSearchParams, now: string): Values[] => {
  const kept = keptOf(model, useCase.aggregate);
  const aggregate = model.service.aggregates.find(({ name }) => name === useCase.aggregate);
  const filters = queryParameters(useCase, aggregate).filter(({ name }) => query.has(name));
  return kept
    .map((each) => shown(model, each, now))
    .filter((item) =>
      filters.every(({ name, field, bound }) => lies(item[field], bound, query.get(name) ?? '')),
    );
};

/** Items that carry every value asked for, from the cursor on; oldest first, so that a cursor that counts covers each one once. */
export const search = (model: Model, useCase: Finding, query: URLSearchParams, now: string): Answer => {
  const limit = Number(query.get('limit') ?? 50);
  const from = Number(query.get('cursor') ?? 0);
  const items = found(model, useCase, query, now);
  return {
    status: 200,
    body: {
      items: items.slice(from, from + limit),
      ...(from + limit < items.length ? { nextCursor: String(from + limit) } : {}),
    },
  };
};

const cellOf = (value: unknown): string => {
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value ?? '');
  const safe = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
};

/** The same items as a file. */
export const exported = (model: Model, useCase: Finding, query: URLSearchParams, now: string): Answer => {
  const items = found(model, useCase, query, now);
  if (query.get('format') === 'ndjson') {
    const content = items.map((item) => `${JSON.stringify(item)}\n`).join('');
    return { status: 200, file: { type: 'application/x-ndjson', content } };
  }
  const columns = [...new Set(items.flatMap((item) => Object.keys(item)))];
  const rows = [columns, ...items.map((item) => columns.map((column) => item[column]))];
  const content = rows.map((row) => `${row.map(cellOf).join(',')}\r\n`).join('');
  return { status: 200, file: { type: 'text/csv; charset=utf-8', content } };
};
