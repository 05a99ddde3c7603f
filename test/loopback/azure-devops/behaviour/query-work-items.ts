import { refuse } from '../refusal.ts';
import type { WorkItem } from './work-item-state.ts';

type Condition = (item: WorkItem) => boolean;

const invalid = (message: string): never =>
  refuse(400, 'QueryException', `TF51006: The query is not valid: ${message}`);

const FIELD = String.raw`\[([\w.]+)\]`;
const QUERY = new RegExp(
  String.raw`^SELECT ${FIELD} FROM WorkItems WHERE (.+?)(?: ORDER BY ${FIELD})?$`,
  'is',
);
const CONDITION = new RegExp(String.raw`^${FIELD} (=|<>|CONTAINS) '((?:[^']|'')*)'$`, 'i');

const valueOf = (item: WorkItem, field: string): string =>
  field === 'System.TeamProject' ? item.project.name : String(item.fields[field] ?? '');

const holds = (value: string, field: string, operator: string, wanted: string): boolean => {
  if (operator === '=') return value === wanted;
  if (operator === '<>') return value !== wanted;
  const parts = field === 'System.Tags' ? value.split('; ') : [value];
  return field === 'System.Tags' ? parts.includes(wanted) : value.includes(wanted);
};

const conditionOf = (text: string): Condition => {
  const [, field = '', operator = '', quoted = ''] =
    CONDITION.exec(text.trim()) ?? invalid(`"${text}" is not understood.`);
  const wanted = quoted.replaceAll("''", "'").toLowerCase();
  return (item) => holds(valueOf(item, field).toLowerCase(), field, operator.toUpperCase(), wanted);
};

/** The part of WIQL that compares fields with texts; refuses any other. */
export const queryWorkItems = (query: string, items: readonly WorkItem[]): WorkItem[] => {
  const [, , where = ''] = QUERY.exec(query.trim()) ?? invalid('a flat query is needed.');
  const conditions = where.split(/ AND (?=\[)/i).map(conditionOf);
  return items.filter((item) => conditions.every((holdsFor) => holdsFor(item)));
};
