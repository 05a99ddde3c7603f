import { lower, use, type Constraint, type Scan, ahead } from './scan.ts';

const RULES: Record<string, string> = {
  unique: 'unique',
  required: 'required',
  mandatory: 'required',
  obligatory: 'required',
  optional: 'optional',
};

const SAYS =
  /^(?:which|that) (?:is|are|must be|has to be|have to be|should be|may be|can be|must always be)(?: always)? (unique|required|mandatory|obligatory|optional)(?: |$)/;

/** Nobody else has the same; "at the same time": not now. */
const EXCLUSIVE =
  /^(?:which|that) no other [\p{L}-]+ (?:has|have|may have|can have|gets|carries|uses)( at the same time| at a time| at once)?(?: |$)/u;

const wordsIn = (text: string): number => text.trim().split(' ').length;

/** ", which is unique", "that no other coat has at the same time": where it ends; `undefined` where none stands. */
export const readRelative = (
  scan: Scan,
  at: number,
  name: string,
  constraints: Constraint[],
): number | undefined => {
  if (!/^(?:which|that)$/.test(lower(scan, at))) return undefined;
  const text = `${ahead(scan, at, 12)} `;
  const rule = SAYS.exec(text);
  const exclusive = rule ? null : EXCLUSIVE.exec(text);
  const found = rule ?? exclusive;
  if (!found) return undefined;
  const kind = rule ? (RULES[rule[1] ?? ''] ?? 'required') : exclusive?.[1] ? 'exclusive' : 'unique';
  constraints.push({ kind, value: name });
  if (exclusive) constraints.push({ kind: 'as-said', value: found[0].trim() });
  const next = at + wordsIn(found[0]);
  use(scan, at, next);
  return next;
};
