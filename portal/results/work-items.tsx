import type { WorkItemNode } from './work-item-tree.ts';

const slugOf = (text: string): string => text.toLowerCase().replaceAll(/[^a-z]+/g, '-');

const Item = ({ item, depth }: { item: WorkItemNode; depth: number }) => {
  const line = (
    <span class="work-item-line">
      <span class={`work-item-type work-item-type-${slugOf(item.type)}`}>{item.type}</span>{' '}
      <span class="work-item-title">
        {item.id !== undefined && <span class="work-item-id">#{item.id} </span>}
        {item.title}
      </span>{' '}
      <span class={`work-item-state work-item-state-${slugOf(item.state)}`}>{item.state}</span>
    </span>
  );
  return (
    <li class="work-item">
      {item.children.length > 0 ? (
        <details open={depth < 2}>
          <summary>{line}</summary>
          <Commits item={item} />
          <WorkItemList items={item.children} depth={depth + 1} />
        </details>
      ) : (
        <div class="work-item-leaf">
          {line}
          <Commits item={item} />
        </div>
      )}
    </li>
  );
};

const Commits = ({ item }: { item: WorkItemNode }) =>
  item.commits.length === 0 ? null : (
    <p class="work-item-commits">
      {item.commits.map(({ repository, commit }) => (
        <span key={`${repository} ${commit}`} class="work-item-commit">
          {repository.split('/').at(-1)} <code title={`${repository} ${commit}`}>{commit.slice(0, 10)}</code>
        </span>
      ))}
    </p>
  );

/** Work items below each other, each with its state and the commits that it is linked to. */
export const WorkItemList = ({ items, depth = 0 }: { items: readonly WorkItemNode[]; depth?: number }) => (
  <ul class="work-items">
    {items.map((item) => (
      <Item key={item.key} item={item} depth={depth} />
    ))}
  </ul>
);
