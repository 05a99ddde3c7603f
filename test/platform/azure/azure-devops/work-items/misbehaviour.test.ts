import { afterEach, expect, it } from 'vitest';

import type { WorkItemDraft } from '../../../../../factory/domain/work-item.ts';
import { createAzureWorkItemTracker } from '../../../../../platform/azure/azure-devops/work-items/work-item-tracker.ts';
import {
  changeByHand,
  presentIn,
  workItemsOf,
} from '../../../../loopback/azure-devops/behaviour/work-item-state.ts';
import { processes } from '../../../../loopback/azure-devops/state.ts';
import { aDevOps, place, type ADevOps } from '../a-server.ts';

let devOps: ADevOps;
afterEach(() => devOps.close());

const draft = (key: string, type: WorkItemDraft['type'], parentKey?: string): WorkItemDraft => ({
  key,
  type,
  title: `Title of ${key}`,
  description: `<b>${key}</b>`,
  ...(type === 'User Story' ? { acceptanceCriteria: 'Given <i>it</i>', businessValue: 80 } : {}),
  priority: 2,
  ...(parentKey === undefined ? {} : { parentKey }),
  tags: ['orders'],
});
const backlog = [
  draft('E1', 'Epic'),
  draft('F1', 'Feature', 'E1'),
  draft('S1', 'User Story', 'F1'),
  draft('T1', 'Task', 'S1'),
];

const tracker = () => createAzureWorkItemTracker({ http: devOps.connect(), placeOf: async () => place });
const start = async (process?: string) => {
  devOps = await aDevOps(process);
  return tracker();
};
const native = () => presentIn(devOps.project).map(({ type, fields }) => [type.name, fields['System.State']]);
const isUpdate = ({ operationId }: { operationId: string | undefined }) =>
  operationId === 'wit.WorkItems_Update';

it.each([
  ['Agile', ['Epic', 'Feature', 'User Story', 'Task'], ['Resolved', 'Resolved', 'Resolved', 'Closed']],
  [
    'Scrum',
    ['Epic', 'Feature', 'Product Backlog Item', 'Task'],
    ['In Progress', 'In Progress', 'Committed', 'Done'],
  ],
  ['CMMI', ['Epic', 'Feature', 'Requirement', 'Task'], ['Resolved', 'Resolved', 'Resolved', 'Closed']],
  ['Basic', ['Epic', 'Epic', 'Issue', 'Task'], ['Doing', 'Doing', 'Doing', 'Done']],
] as const)('speaks the words of the process %s', async (process, types, states) => {
  const own = await start(processes[process]);
  const numbers = await own.ensureAll('p', backlog);
  await own.setState('p', ['E1', 'F1', 'S1'], 'Resolved');
  await own.setState('p', ['T1'], 'Closed');
  expect(native()).toEqual(types.map((type, index) => [type, states[index]]));
  expect(await own.ensureAll('p', backlog)).toEqual(numbers);
  const hasResolved = process === 'Agile' || process === 'CMMI';
  expect(await own.list('p')).toEqual(
    backlog.map((one) => ({
      ...one,
      id: numbers[one.key],
      state: one.key === 'T1' ? 'Closed' : hasResolved ? 'Resolved' : 'Active',
      commits: [],
    })),
  );
  await own.setState('p', ['E1', 'F1', 'S1', 'T1'], 'Closed');
  expect((await own.list('p')).map(({ state }) => state)).toEqual(['Closed', 'Closed', 'Closed', 'Closed']);
});

it('a project whose process lacks a type is told which', async () => {
  const own = await start('custom');
  await expect(own.ensureAll('p', backlog)).rejects.toMatchObject({
    kind: 'invalid-configuration',
    message: expect.stringMatching(/no type for Epic/),
  });
});

it('reads again what somebody changed meanwhile, and keeps what they wrote', async () => {
  const own = await start();
  await own.ensureAll('p', backlog);
  const [epic] = presentIn(devOps.project);
  devOps.server.plant({
    on: isUpdate,
    meanwhile: () =>
      changeByHand(epic!, {
        'System.AssignedTo': 'Ann',
        'System.Tags': `${epic!.fields['System.Tags']}; urgent`,
      }),
  });
  await own.ensureAll('p', [{ ...backlog[0]!, title: 'Another title' }]);
  expect(epic).toMatchObject({
    fields: { 'System.Title': 'Another title', 'System.AssignedTo': 'Ann' },
  });
  expect(epic!.fields['System.Tags']).toContain('urgent');
  expect(devOps.server.calls.filter(isUpdate).map(({ status }) => status)).toEqual([412, 200]);
});

it('gives up an item that others keep changing', async () => {
  const own = await start();
  await own.ensureAll('p', backlog);
  const [epic] = presentIn(devOps.project);
  devOps.server.plant({ on: isUpdate, times: 4, meanwhile: () => changeByHand(epic!, {}) });
  await expect(own.setState('p', ['E1'], 'Active')).rejects.toMatchObject({ kind: 'transient' });
});

it('leaves alone what somebody took off the backlog', async () => {
  const own = await start();
  await own.ensureAll('p', backlog);
  changeByHand(presentIn(devOps.project)[2]!, { 'System.State': 'Removed' });
  await own.setState('p', ['S1'], 'Resolved');
  expect(native()[2]).toEqual(['User Story', 'Removed']);
});

it('an item whose number never came back is found, not made again', async () => {
  const own = await start();
  devOps.server.plant({
    on: ({ operationId }) => operationId === 'wit.WorkItems_Create',
    after: 1,
    cut: 'after',
  });
  await expect(own.ensureAll('p', backlog)).rejects.toMatchObject({ kind: 'transient' });
  expect(await own.ensureAll('p', backlog)).toEqual({ E1: 1, F1: 2, S1: 3, T1: 4 });
});

it('text is shown as it is, nothing of it is markup, and HTML that the service writes another way is the same', async () => {
  const own = await start();
  const text = 'First <script>alert(1)</script>\nGiven "a" & b';
  const story = { ...draft('S1', 'User Story', 'F1'), description: text, acceptanceCriteria: text };
  await own.ensureAll('p', [backlog[0]!, backlog[1]!, story]);
  const item = presentIn(devOps.project)[2]!;
  expect(item.fields['Microsoft.VSTS.Common.AcceptanceCriteria']).toBe(
    'First &lt;script&gt;alert(1)&lt;/script&gt;<br>Given &quot;a&quot; &amp; b',
  );
  expect((await own.list('p'))[2]).toMatchObject({ description: text, acceptanceCriteria: text });
  item.fields['Microsoft.VSTS.Common.AcceptanceCriteria'] =
    '<div>First &lt;script&gt;alert(1)&lt;/script&gt;</div><div>Given "a" &#38; b</div>';
  await own.ensureAll('p', [story]);
  expect(devOps.server.calls.filter(isUpdate)).toEqual([]);
});

it('factories that race leave one item of each key, below one another', async () => {
  await start();
  await Promise.all([1, 2, 3, 4].map(() => tracker().ensureAll('p', backlog)));
  const items = presentIn(devOps.project);
  expect(items.map(({ fields }) => fields['System.Title'])).toEqual(backlog.map(({ title }) => title));
  const made = devOps.server.calls.filter(({ operationId }) => operationId === 'wit.WorkItems_Create');
  expect(made.length).toBeGreaterThan(4);
  expect((await tracker().list('p')).map(({ parentKey }) => parentKey)).toEqual([
    undefined,
    'E1',
    'F1',
    'S1',
  ]);
});

it('a copy that somebody made of an item is not taken for it, nor removed', async () => {
  const own = await start();
  const numbers = await own.ensureAll('p', backlog);
  const epic = presentIn(devOps.project)[0]!;
  devOps.server.plant({
    on: ({ operationId }) => operationId === 'wit.Wiql_QueryByWiql',
    meanwhile: () => {
      const id = devOps.project.organization.next('work item');
      const copy = { ...epic, id, relations: [], fields: { ...epic.fields } };
      workItemsOf(devOps.project.organization).set(id, copy);
    },
  });
  expect(await own.ensureAll('p', backlog)).toEqual(numbers);
  expect(presentIn(devOps.project)).toHaveLength(5);
});

it('a parent that a person chose stays', async () => {
  const own = await start();
  await own.ensureAll('p', backlog);
  await own.ensureAll('q', [draft('E9', 'Epic')]);
  const [, feature] = presentIn(devOps.project);
  const theirs = presentIn(devOps.project).at(-1)!;
  feature!.relations = [
    {
      rel: 'System.LinkTypes.Hierarchy-Reverse',
      url: `https://dev.azure.com/contoso/_apis/wit/workItems/${theirs.id}`,
    },
  ];
  await own.ensureAll('p', backlog);
  expect(feature!.relations).toHaveLength(1);
  expect((await own.list('p'))[1]).not.toHaveProperty('parentKey');
});

it('a tag cannot hold a semicolon, and a key is one', async () => {
  const own = await start();
  await expect(own.ensureAll('p', [draft('E;1', 'Epic')])).rejects.toMatchObject({
    kind: 'invalid-configuration',
  });
  expect(presentIn(devOps.project)).toEqual([]);
});

it('without the permission it is told, and a sign-in page is a token', async () => {
  const own = await start();
  devOps.project.organization.denied.add('EditWorkItems');
  await expect(own.ensureAll('p', backlog)).rejects.toMatchObject({
    kind: 'invalid-configuration',
    message: expect.stringMatching(/write work items.*permission/s),
  });
  devOps.server.access.revokeAll();
  devOps.server.plant({ on: () => true, answer: { status: 203, html: '<html></html>' } });
  await expect(own.list('p')).rejects.toMatchObject({ message: expect.stringMatching(/sign-in page/) });
});
