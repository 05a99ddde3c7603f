import { z } from 'zod';

import type { WorkItemState, WorkItemType } from '../../../../factory/domain/work-item.ts';
import { PortError } from '../../../port-error.ts';

/** A type of the project's process, as `workitemtypes` describes it. */
const itemTypeSchema = z.object({
  name: z.string(),
  isDisabled: z.boolean().optional(),
  states: z.array(z.object({ name: z.string(), category: z.string() })).default([]),
  fieldInstances: z.array(z.object({ referenceName: z.string() })).default([]),
});
export const itemTypesSchema = z.object({ value: z.array(itemTypeSchema) });
type Described = z.infer<typeof itemTypeSchema>;

export type ItemType = {
  name: string;
  states: readonly { name: string; category: string }[];
  fields: ReadonlySet<string>;
  /** Two of our types are this one. */
  isShared: boolean;
};

/** What each of our types is in the project's process. */
export type Process = Readonly<Record<WorkItemType, ItemType>>;

/** Names by which Agile, Scrum, CMMI and Basic call each type, most telling first. Basic has no features. */
const NAMES: Readonly<Record<WorkItemType, readonly string[]>> = {
  Epic: ['Epic'],
  Feature: ['Feature', 'Epic'],
  'User Story': ['User Story', 'Product Backlog Item', 'Requirement', 'Issue'],
  Task: ['Task'],
};

const found = (type: WorkItemType, described: readonly Described[]): Described => {
  const usable = described.filter(({ isDisabled }) => isDisabled !== true);
  for (const name of NAMES[type]) {
    const one = usable.find((candidate) => candidate.name === name);
    if (one) return one;
  }
  throw new PortError(
    'invalid-configuration',
    `The process of the Azure DevOps project has no type for ${type}: it needs one of ${NAMES[type].join(', ')}. Use a project with the Agile, Scrum, CMMI or Basic process.`,
  );
};

const isSharedBy = (name: string, chosen: Readonly<Record<WorkItemType, Described>>): boolean =>
  Object.values(chosen).filter((other) => other.name === name).length > 1;

/** The project's process, known by the types it has: processes are inherited and renamed, types keep their names. */
export const processOf = (described: readonly Described[]): Process => {
  const chosen = {
    Epic: found('Epic', described),
    Feature: found('Feature', described),
    'User Story': found('User Story', described),
    Task: found('Task', described),
  };
  const typeOf = (type: WorkItemType): ItemType => {
    const { name, states, fieldInstances } = chosen[type];
    const fields = new Set(fieldInstances.map(({ referenceName }) => referenceName));
    return { name, states, fields, isShared: isSharedBy(name, chosen) };
  };
  return {
    Epic: typeOf('Epic'),
    Feature: typeOf('Feature'),
    'User Story': typeOf('User Story'),
    Task: typeOf('Task'),
  };
};

/** Categories that every process sorts its states into, best first: Scrum and Basic resolve nothing. */
const CATEGORIES: Readonly<Record<WorkItemState, readonly string[]>> = {
  New: ['Proposed'],
  Active: ['InProgress'],
  Resolved: ['Resolved', 'InProgress'],
  Closed: ['Completed'],
};

/** What a state of ours is called for a type; throws `invalid-configuration` where the process has nothing like it. */
export const nativeState = (type: ItemType, state: WorkItemState): string => {
  for (const category of CATEGORIES[state]) {
    const one = type.states.find((candidate) => candidate.category === category);
    if (one) return one.name;
  }
  throw new PortError(
    'invalid-configuration',
    `The type ${type.name} of the Azure DevOps project has no state that means ${state}.`,
  );
};

const STATES: Readonly<Record<string, WorkItemState>> = {
  Proposed: 'New',
  InProgress: 'Active',
  Resolved: 'Resolved',
  Completed: 'Closed',
  Removed: 'Closed',
};

const categoryOf = (type: ItemType, name: string): string =>
  type.states.find((candidate) => candidate.name === name)?.category ?? 'Proposed';

export const stateOf = (type: ItemType, name: string): WorkItemState =>
  STATES[categoryOf(type, name)] ?? 'New';

/** Somebody took it off the backlog. */
export const isRemoved = (type: ItemType, name: string): boolean => categoryOf(type, name) === 'Removed';
