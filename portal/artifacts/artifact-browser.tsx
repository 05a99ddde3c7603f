import { useId, useMemo, useState } from 'preact/hooks';

import type { ArtifactItem } from './artifact-item.ts';
import { ArtifactTree } from './artifact-tree.tsx';
import { ArtifactView } from './artifact-view.tsx';
import { filterPaths } from './file-tree.ts';

export type ArtifactBrowserProps = {
  items: readonly ArtifactItem[];
  /** The content of an artifact as text; rejects with a message for the reader. */
  load: (path: string) => Promise<string>;
  selected?: string | undefined;
  onSelect: (path: string) => void;
  /** Where an artifact is downloaded from. */
  href?: (path: string) => string;
  /** The address, within the page, that shows an artifact, so that a link to it can be opened in a tab of its own. */
  pageHref?: (path: string) => string;
};

const fragmentOf = (path: string): string => `#${encodeURIComponent(path)}`;

const Viewed = ({ item, selected, ...props }: ArtifactBrowserProps & { item: ArtifactItem | undefined }) => {
  const paths = useMemo(() => new Set(props.items.map(({ path }) => path)), [props.items]);
  if (item) {
    const { load, href, pageHref: hrefOf = fragmentOf, onSelect } = props;
    return (
      <ArtifactView
        key={item.path}
        item={item}
        paths={paths}
        load={load}
        href={href}
        hrefOf={hrefOf}
        onSelect={onSelect}
      />
    );
  }
  return (
    <p class="artifact-note">
      {selected === undefined ? 'Select an artifact.' : `There is no artifact ${selected}.`}
    </p>
  );
};

/** What a project produced: its files in folders, narrowed by a filter, and the one that is selected. */
export const ArtifactBrowser = (props: ArtifactBrowserProps) => {
  const { items, selected, onSelect } = props;
  const [filter, setFilter] = useState('');
  const id = useId();
  const paths = useMemo(
    () =>
      filterPaths(
        items.map(({ path }) => path),
        filter,
      ),
    [items, filter],
  );
  return (
    <div class="artifacts">
      <div class="artifacts-side">
        <label class="artifacts-label" for={id}>
          Filter by path
        </label>
        <input
          id={id}
          class="artifacts-filter"
          type="search"
          autocomplete="off"
          spellcheck={false}
          value={filter}
          onInput={(event) => setFilter(event.currentTarget.value)}
        />
        <p class="artifacts-count" role="status">
          {filter.trim() === ''
            ? `${items.length} artifacts`
            : `${paths.length} of ${items.length} artifacts`}
        </p>
        {paths.length > 0 && (
          <ArtifactTree
            paths={paths}
            allOpen={filter.trim() !== ''}
            selected={selected}
            onSelect={onSelect}
          />
        )}
      </div>
      <div class="artifacts-main">
        <Viewed {...props} item={items.find(({ path }) => path === selected)} />
      </div>
    </div>
  );
};
