import { useEffect, useRef, useState } from 'preact/hooks';

import { foldersAbove, rowsOf, treeOf, type TreeRow } from './file-tree.ts';
import { treeMove } from './tree-keys.ts';

type TreeProps = {
  paths: readonly string[];
  /** Shows every folder open, as while a filter narrows the paths. */
  allOpen: boolean;
  selected: string | undefined;
  onSelect: (path: string) => void;
};

const rowClass = ({ level, expanded }: TreeRow): string =>
  `tree-row tree-level-${Math.min(level, 9)} ${expanded === undefined ? 'tree-file' : 'tree-folder'}`;

const signOf = (expanded: boolean | undefined): string => {
  if (expanded === undefined) return '';
  return expanded ? '▾' : '▸';
};

/** Scrolls the list only: the page stays where it is. */
const keepInView = (list: HTMLElement, row: HTMLElement): void => {
  const { top, bottom } = list.getBoundingClientRect();
  const place = row.getBoundingClientRect();
  if (place.top < top || place.bottom > bottom) list.scrollTop += place.top - (top + bottom) / 2;
};

/** Files in folders (ARIA tree pattern): one tab stop, arrow keys, Home, End, letters; Enter opens. */
export const ArtifactTree = ({ paths, allOpen, selected, onSelect }: TreeProps) => {
  const tree = treeOf(paths);
  const [toggled, setToggled] = useState<ReadonlyMap<string, boolean>>(new Map());
  const [current, setCurrent] = useState<string>();
  const list = useRef<HTMLUListElement>(null);
  const isOpen = (key: string): boolean =>
    toggled.get(key) ?? (allOpen || tree.length === 1 || (selected?.startsWith(key) ?? false));
  const rows = rowsOf(tree, isOpen);
  const held =
    rows.find(({ node }) => node.key === current) ?? rows.find(({ node }) => node.key === selected);
  const stop = (held ?? rows[0])?.node.key ?? '';

  useEffect(() => {
    setToggled(new Map());
  }, [allOpen]);
  // What is selected from elsewhere, as by a link, is seen in the tree.
  useEffect(() => {
    if (selected === undefined) return;
    const above = foldersAbove(selected);
    setToggled((before) => new Map([...before].filter(([key]) => !above.includes(key))));
    setCurrent(selected);
  }, [selected]);
  useEffect(() => {
    const row = list.current?.querySelector<HTMLElement>('[aria-selected="true"]');
    if (list.current && row) keepInView(list.current, row);
  }, [selected]);

  const focus = (key: string): void => {
    setCurrent(key);
    list.current
      ?.querySelector<HTMLElement>(`[data-row="${rows.findIndex(({ node }) => node.key === key)}"]`)
      ?.focus();
  };
  const setOpen = (key: string, open: boolean): void =>
    setToggled((before) => new Map(before).set(key, open));
  const activate = ({ node, expanded }: TreeRow): void => {
    setCurrent(node.key);
    if (expanded === undefined) onSelect(node.key);
    else setOpen(node.key, !expanded);
  };
  const press = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const move = treeMove(rows, stop, event.key);
    if (!move) return;
    event.preventDefault();
    if (move.kind === 'go') focus(move.key);
    else if (move.kind === 'activate') rows.filter(({ node }) => node.key === move.key).forEach(activate);
    else setOpen(move.key, move.kind === 'open');
  };

  return (
    <ul class="tree" role="tree" aria-label="Artifacts" ref={list} onKeyDown={press}>
      {rows.map((row, index) => (
        <li
          key={row.node.key}
          data-row={index}
          role="treeitem"
          class={rowClass(row)}
          aria-level={row.level}
          aria-posinset={row.position}
          aria-setsize={row.size}
          aria-expanded={row.expanded}
          aria-selected={row.expanded === undefined ? row.node.key === selected : undefined}
          tabIndex={row.node.key === stop ? 0 : -1}
          onClick={() => activate(row)}
        >
          <span class="tree-sign" aria-hidden="true">
            {signOf(row.expanded)}
          </span>
          <span class="tree-name">{row.node.name}</span>
        </li>
      ))}
    </ul>
  );
};
