import { expect, it } from 'vitest';

import { cloneCommand } from '../../../portal/results/clone-command.ts';
import { byProcess, timedHops } from '../../../portal/results/hop-times.ts';
import { requirementViews } from '../../../portal/results/requirement-views.ts';
import { webAddress } from '../../../portal/results/web-address.ts';
import { workItemTree, type WorkItemNode } from '../../../portal/results/work-item-tree.ts';

const item = (key: string, parentKey?: string) => ({
  key,
  type: 'Task',
  title: key,
  state: 'New',
  parentKey,
});

const keysOf = (nodes: readonly WorkItemNode[]): unknown[] =>
  nodes.map(({ key, children }) => [key, ...keysOf(children)]);

const tree = (...workItems: unknown[]): unknown => keysOf(workItemTree(JSON.stringify({ workItems })));

it('puts work items below each other', () => {
  expect(tree(item('E1'), item('S1', 'F1'), item('F1', 'E1'), item('F2', 'E1'))).toEqual([
    ['E1', ['F1', ['S1']], ['F2']],
  ]);
});

it('does with work items that are orphans, circles, twins or none', () => {
  expect(tree(item('A', 'gone'), item('B', 'C'), item('C', 'B'), item('A'), 7, null, { key: 5 })).toEqual([
    ['A'],
  ]);
  expect(tree(item('A', 'A'))).toEqual([]);
  expect(['', '[]', '{"workItems":{}}'].map(workItemTree)).toEqual([[], [], []]);
});

it('reads the commits of a work item', () => {
  const commits = [{ repository: 'a/orders', commit: 'abc' }, { repository: 'a' }, 'x'];
  const text = JSON.stringify({ workItems: [{ ...item('E1'), id: 7, commits }] });
  expect(workItemTree(text)).toEqual([
    {
      key: 'E1',
      id: 7,
      type: 'Task',
      title: 'E1',
      state: 'New',
      commits: [{ repository: 'a/orders', commit: 'abc' }],
      children: [],
    },
  ]);
});

it.each([
  ['https://example.com/a/orders.git', 'git clone https://example.com/a/orders.git'],
  ['/a b/o.git', "git clone '/a b/o.git'"],
  ["x'; rm -rf ~ #", String.raw`git clone 'x'\''; rm -rf ~ #'`],
  ['--upload-pack=x', 'git clone -- --upload-pack=x'],
  ['$(x)', "git clone '$(x)'"],
])('clones %s', (repository, command) => {
  expect(cloneCommand(repository)).toBe(command);
});

it('links to http and https only', () => {
  expect(
    ['http://127.0.0.1:4000', 'javascript:alert(1)', 'data:text/html,x', 'x', ''].map(webAddress),
  ).toEqual(['http://127.0.0.1:4000/', undefined, undefined, undefined, undefined]);
});

const plan = JSON.stringify({
  requirements: [
    { id: 'R1', text: 'Orders are placed.' },
    { id: 'R2', text: 'Orders are cancelled.' },
  ],
  epics: [
    {
      features: [
        {
          stories: [
            { requirementIds: ['R1', 'R2'], criteria: [{ id: 'R1.S1.C1', title: 'An order is placed' }] },
          ],
        },
      ],
    },
  ],
});

const unrealised = [
  { id: 'R2', text: 'Orders are cancelled.', reason: 'No passing acceptance test proves it.' },
  { id: 'U1', text: 'telepathy', reason: 'Nobody knows how.' },
];

it('has requirements that are not served first, with their reasons', () => {
  const scenarios = [{ id: 'R1.S1.C1', title: 'An order is placed' }];
  expect(requirementViews({ total: 3, served: 1, unrealised }, plan)).toEqual([
    { id: 'U1', text: 'telepathy', reason: 'Nobody knows how.', scenarios: [] },
    { id: 'R2', text: 'Orders are cancelled.', reason: 'No passing acceptance test proves it.', scenarios },
    { id: 'R1', text: 'Orders are placed.', scenarios },
  ]);
});

it.each([undefined, '{', '{"requirements":7}'])('knows only those without a plan that is %s', (text) => {
  expect(requirementViews({ total: 3, served: 1, unrealised }, text).map(({ id }) => id)).toEqual([
    'R2',
    'U1',
  ]);
});

it('times the hops of a path from its first', () => {
  const hop = (at: string) => ({ at, service: 's', event: 'e', consumers: [] });
  const times = timedHops([hop('2026-01-05T08:00:00.100Z'), hop('2026-01-05T08:00:00.350Z'), hop('noon')]);
  expect(times.map(({ after }) => after)).toEqual([0, 250, undefined]);
  expect(timedHops([])).toEqual([]);
});

it('puts paths under their process', () => {
  const reports = ['a', 'b', 'a'].map((process, index) => ({ process, index }));
  expect(byProcess(reports).map(([name, own]) => [name, own.map(({ index }) => index)])).toEqual([
    ['a', [0, 2]],
    ['b', [1]],
  ]);
});
