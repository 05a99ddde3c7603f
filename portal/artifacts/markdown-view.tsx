import { useMemo } from 'preact/hooks';

import { DiagramView } from './diagram-view.tsx';
import { linkTarget } from './link-target.ts';
import { markdownParts, type MarkdownPart } from './markdown-parts.ts';
import { Nodes } from './nodes.tsx';
import { safeNodes } from './safe-html.ts';
import { settleProse, type LinkRules } from './settle-prose.ts';

type MarkdownProps = {
  text: string;
  /** Path of the document: links are read from there. */
  path: string;
  paths: ReadonlySet<string>;
  hrefOf: (path: string) => string;
  onSelect: (path: string) => void;
};

/** An opening with another key or button is the browser's. */
const isPlain = (event: MouseEvent): boolean =>
  event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;

const Part = ({ part, title, rules }: { part: MarkdownPart; title: string; rules: LinkRules }) =>
  part.kind === 'diagram' ? (
    <DiagramView source={part.source} title={title} />
  ) : (
    <Nodes class="prose" version={part.html} make={() => settleProse(safeNodes(part.html), rules)} />
  );

/** A Markdown document. A link to another artifact selects it. */
export const MarkdownView = ({ text, path, paths, hrefOf, onSelect }: MarkdownProps) => {
  const parts = useMemo(() => markdownParts(text), [text]);
  const rules: LinkRules = { target: (href) => linkTarget(href, path, paths), hrefOf };
  const follow = (event: MouseEvent): void => {
    const link = event.target instanceof Element ? event.target.closest('[data-artifact]') : null;
    const to = link?.getAttribute('data-artifact');
    if (!to || !isPlain(event)) return;
    event.preventDefault();
    onSelect(to);
  };
  return (
    <div class="markdown" onClick={follow}>
      {parts.map((part, index) => (
        <Part
          key={`${path} ${index}`}
          part={part}
          rules={rules}
          title={`Diagram ${parts.slice(0, index + 1).filter(({ kind }) => kind === 'diagram').length} of ${path}`}
        />
      ))}
    </div>
  );
};
