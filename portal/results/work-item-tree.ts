import { jsonOf, listOf, memberOf, numberOf, textOf } from '../artifacts/shape.ts';

export type LinkedCommit = { repository: string; commit: string };
export type WorkItemNode = {
  key: string;
  /** Number in the tracker, absent where it has none. */
  id?: number;
  type: string;
  title: string;
  state: string;
  commits: LinkedCommit[];
  children: WorkItemNode[];
};

/** The artifact that holds the work items of a project. */
export const SUMMARY_PATH = 'summary.json';

type Entry = Omit<WorkItemNode, 'children'> & { parentKey?: string };

const commitOf = (value: unknown): LinkedCommit[] => {
  const repository = textOf(memberOf(value, 'repository'));
  const commit = textOf(memberOf(value, 'commit'));
  return repository === undefined || commit === undefined ? [] : [{ repository, commit }];
};

const entryOf = (value: unknown): Entry[] => {
  const key = textOf(memberOf(value, 'key'));
  if (key === undefined) return [];
  const id = numberOf(memberOf(value, 'id'));
  const parentKey = textOf(memberOf(value, 'parentKey'));
  return [
    {
      key,
      type: textOf(memberOf(value, 'type')) ?? '',
      title: textOf(memberOf(value, 'title')) ?? key,
      state: textOf(memberOf(value, 'state')) ?? '',
      commits: listOf(memberOf(value, 'commits')).flatMap(commitOf),
      ...(id === undefined ? {} : { id }),
      ...(parentKey === undefined ? {} : { parentKey }),
    },
  ];
};

/** Below each entry its children; `above` are the keys on the way there, so that a circle ends. */
const below = (entries: readonly Entry[], parent: Entry, above: readonly string[]): WorkItemNode => {
  const { parentKey: _, ...node } = parent;
  const way = [...above, parent.key];
  const children = entries.filter(({ key, parentKey }) => parentKey === parent.key && !way.includes(key));
  return { ...node, children: children.map((child) => below(entries, child, way)) };
};

/** The work items of a summary as a tree, in its order; one whose parent is not there stands at the top. */
export const workItemTree = (summary: string): WorkItemNode[] => {
  const all = listOf(memberOf(jsonOf(summary), 'workItems')).flatMap(entryOf);
  const entries = [...new Map(all.map((entry) => [entry.key, entry])).values()];
  const keys = new Set(entries.map(({ key }) => key));
  return entries
    .filter(({ parentKey }) => parentKey === undefined || !keys.has(parentKey))
    .map((entry) => below(entries, entry, []));
};
