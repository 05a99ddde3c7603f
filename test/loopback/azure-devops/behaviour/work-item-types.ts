import { processes } from '../state.ts';

type State = { name: string; category: string };

/** A type of a process: its states, the first of which is the initial one, and the fields it has beside those of the system. */
export type ItemType = { name: string; states: readonly State[]; fields: readonly string[] };

const COMMON = 'Microsoft.VSTS.Common.';
const PRIORITY = `${COMMON}Priority`;
const CRITERIA = `${COMMON}AcceptanceCriteria`;
const VALUE = `${COMMON}BusinessValue`;

const states = (...named: readonly string[]): State[] =>
  named.map((one) => {
    const [name = '', category = ''] = one.split(':');
    return { name, category };
  });

const AGILE = states(
  'New:Proposed',
  'Active:InProgress',
  'Resolved:Resolved',
  'Closed:Completed',
  'Removed:Removed',
);
const AGILE_TASK = AGILE.filter(({ name }) => name !== 'Resolved');
const SCRUM = states('New:Proposed', 'In Progress:InProgress', 'Done:Completed', 'Removed:Removed');
const BACKLOG = states(
  'New:Proposed',
  'Approved:Proposed',
  'Committed:InProgress',
  'Done:Completed',
  'Removed:Removed',
);
const SCRUM_TASK = states('To Do:Proposed', 'In Progress:InProgress', 'Done:Completed', 'Removed:Removed');
const BASIC = states('To Do:Proposed', 'Doing:InProgress', 'Done:Completed');
const CMMI = states('Proposed:Proposed', 'Active:InProgress', 'Resolved:Resolved', 'Closed:Completed');

/** Types of the system's processes, as far as backlogs need them. */
const types: Readonly<Record<string, readonly ItemType[]>> = {
  [processes.Agile]: [
    { name: 'Epic', states: AGILE, fields: [PRIORITY, VALUE] },
    { name: 'Feature', states: AGILE, fields: [PRIORITY, VALUE] },
    { name: 'User Story', states: AGILE, fields: [PRIORITY, CRITERIA] },
    { name: 'Task', states: AGILE_TASK, fields: [PRIORITY] },
    { name: 'Issue', states: states('Active:InProgress', 'Closed:Completed'), fields: [PRIORITY] },
  ],
  [processes.Scrum]: [
    { name: 'Epic', states: SCRUM, fields: [PRIORITY, VALUE] },
    { name: 'Feature', states: SCRUM, fields: [PRIORITY, VALUE] },
    { name: 'Product Backlog Item', states: BACKLOG, fields: [PRIORITY, CRITERIA, VALUE] },
    { name: 'Task', states: SCRUM_TASK, fields: [PRIORITY] },
  ],
  [processes.CMMI]: [
    { name: 'Epic', states: CMMI, fields: [PRIORITY, VALUE] },
    { name: 'Feature', states: CMMI, fields: [PRIORITY, VALUE] },
    { name: 'Requirement', states: CMMI, fields: [PRIORITY] },
    { name: 'Task', states: CMMI, fields: [PRIORITY] },
    { name: 'Issue', states: CMMI, fields: [PRIORITY] },
  ],
  [processes.Basic]: [
    { name: 'Epic', states: BASIC, fields: [PRIORITY] },
    { name: 'Issue', states: BASIC, fields: [PRIORITY] },
    { name: 'Task', states: BASIC, fields: [PRIORITY] },
  ],
};

export const typesOf = (process: string): readonly ItemType[] => types[process] ?? [];

/** Fields of every type that a caller may write. */
export const WRITABLE = [
  'System.Title',
  'System.Description',
  'System.State',
  'System.Tags',
  'System.AreaPath',
  'System.IterationPath',
  'System.AssignedTo',
  'System.History',
];
