import { saveFile } from '../api/save-file.ts';
import { ArtifactContent } from './artifact-content.tsx';
import type { ArtifactItem } from './artifact-item.ts';
import { kindOf, nameOf, sizeText } from './artifact-kind.ts';
import { CopyButton } from './copy-button.tsx';
import { useText, type LoadedText } from './use-text.ts';

type ViewProps = {
  item: ArtifactItem;
  paths: ReadonlySet<string>;
  load: (path: string) => Promise<string>;
  href: ((path: string) => string) | undefined;
  hrefOf: (path: string) => string;
  onSelect: (path: string) => void;
};

const isShown = (item: ArtifactItem): boolean => !['binary', 'large'].includes(kindOf(item));

const NotShown = ({ item }: { item: ArtifactItem }) => (
  <p class="artifact-note">
    {kindOf(item) === 'binary' ? 'This file is binary.' : 'This file is too large to be shown here.'} It can
    be downloaded.
  </p>
);

const Header = ({
  item,
  text,
  href,
}: {
  item: ArtifactItem;
  text: string | undefined;
  href: string | undefined;
}) => (
  <header class="artifact-header">
    <h2 class="artifact-path">{item.path}</h2>
    <p class="artifact-facts">
      <span>{sizeText(item.size)}</span> <span>stage {item.stage}</span>{' '}
      <span>
        sha-256 <code title={item.sha256}>{item.sha256.slice(0, 12)}</code>
      </span>
    </p>
    <p class="artifact-actions">
      {text !== undefined && <CopyButton text={text} what={nameOf(item.path)} />}
      {href !== undefined && (
        <a
          href={href}
          download={nameOf(item.path)}
          onClick={(event) => void saveFile(event, href, nameOf(item.path))}
        >
          Download<span class="visually-hidden"> {nameOf(item.path)}</span>
        </a>
      )}
    </p>
  </header>
);

const Body = ({ loaded, ...props }: ViewProps & { loaded: LoadedText }) => {
  if (!isShown(props.item)) return <NotShown item={props.item} />;
  if (loaded.trouble !== undefined) {
    return (
      <p class="artifact-note" role="alert">
        It could not be loaded: {loaded.trouble}
      </p>
    );
  }
  return loaded.text === undefined ? (
    <p class="artifact-note" role="status">
      Loading …
    </p>
  ) : (
    <ArtifactContent {...props} text={loaded.text} />
  );
};

/** The selected artifact: what it is, its content, and how to take it along. */
export const ArtifactView = (props: ViewProps) => {
  const { item, load, href } = props;
  const loaded = useText(load, isShown(item) ? item.path : undefined, item.sha256);
  return (
    <article class="artifact" aria-label={item.path}>
      <Header item={item} text={loaded.text} href={href?.(item.path)} />
      <Body {...props} loaded={loaded} />
    </article>
  );
};
