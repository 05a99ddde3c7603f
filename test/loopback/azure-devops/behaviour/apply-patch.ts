import { refuse } from '../refusal.ts';
import { linkRelation, unlinkRelation } from './work-item-links.ts';
import type { Relation, WorkItem } from './work-item-state.ts';
import { WRITABLE } from './work-item-types.ts';

export type Operation = { op: string; path: string; value?: unknown };

const invalid = (message: string): never => refuse(400, 'RuleValidationException', message);

const normalTags = (value: unknown): string => {
  const seen = new Map<string, string>();
  for (const tag of String(value).split(/[;,]/)) {
    const name = tag.trim();
    if (name !== '' && !seen.has(name.toLowerCase())) seen.set(name.toLowerCase(), name);
  }
  return [...seen.values()].toSorted((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1)).join('; ');
};

const checkTitle = (value: unknown): void => {
  if (typeof value !== 'string' || value.trim() === '')
    invalid('TF401320: Rule Error for field Title. Error code: Required, InvalidEmpty.');
  else if (value.length > 255) invalid('TF401324: The field Title holds more than 255 characters.');
};

const checkState = ({ type, rev }: WorkItem, value: unknown): void => {
  const known = type.states.map(({ name }) => name);
  if (!known.includes(String(value)))
    invalid(
      `TF401320: Rule Error for field State. The field 'State' contains the value '${String(value)}' that is not in the list of supported values`,
    );
  if (rev === 0 && value !== known[0]) invalid(`TF401320: A new ${type.name} begins as ${known[0]}.`);
};

const checkPriority = (value: unknown): void => {
  if (![1, 2, 3, 4].includes(Number(value)))
    invalid('TF401320: Rule Error for field Priority. Not in the list of supported values.');
};

const checks: Readonly<Record<string, (item: WorkItem, value: unknown) => void>> = {
  'System.Title': (_, value) => checkTitle(value),
  'System.State': checkState,
  'Microsoft.VSTS.Common.Priority': (_, value) => checkPriority(value),
};

const setField = (item: WorkItem, name: string, value: unknown): void => {
  if (![...WRITABLE, ...item.type.fields].includes(name)) invalid(`TF51535: Cannot find field ${name}.`);
  checks[name]?.(item, value);
  item.fields[name] = name === 'System.Tags' ? normalTags(value) : value;
};

const changeRelation = (item: WorkItem, op: string, place: string, value: unknown): void => {
  if (op === 'add' && place === '-') return linkRelation(item, value as Relation);
  if (op === 'remove' && item.relations[Number(place)]) return unlinkRelation(item, Number(place));
  return invalid(`TF401349: The relation ${place} cannot be changed by ${op}.`);
};

const testRevision = ({ rev }: WorkItem, value: unknown): void => {
  if (rev !== value)
    refuse(412, 'TestPatchOperationFailedException', `TF237079: Test Operation for path /rev failed.`);
};

const applyOne = (item: WorkItem, { op, path, value }: Operation): void => {
  const [, area = '', rest = ''] = /^\/(\w+)(?:\/(.*))?$/.exec(path) ?? [];
  const verb = op.toLowerCase();
  if (area === 'rev' && verb === 'test') return testRevision(item, value);
  if (area === 'relations') return changeRelation(item, verb, rest, value);
  if (area === 'fields' && (verb === 'add' || verb === 'replace')) return setField(item, rest, value);
  if (area === 'fields' && verb === 'remove') return void delete item.fields[rest];
  return invalid(`VS403437: The operation ${op} is not taken for ${path}.`);
};

/** Applies a patch as a whole or not at all. */
export const applyPatch = (item: WorkItem, patch: readonly Operation[]): void => {
  const before = { fields: { ...item.fields }, relations: [...item.relations] };
  try {
    for (const operation of patch) applyOne(item, operation);
    checkTitle(item.fields['System.Title']);
  } catch (error) {
    Object.assign(item, before);
    throw error;
  }
  item.rev += 1;
};
