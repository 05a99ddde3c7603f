import { highlighted } from './highlight.ts';
import { Nodes } from './nodes.tsx';
import { safeNodes } from './safe-html.ts';

/** A text in the colours of its language, as it is where there is none. */
export const CodeView = ({
  text,
  language,
  label,
}: {
  text: string;
  language?: string | undefined;
  label: string;
}) => (
  <div class="scrolling" tabIndex={0} role="group" aria-label={label}>
    <pre class="code">
      <Nodes
        as="code"
        class="hljs"
        version={`${language ?? ''} ${text}`}
        make={() => safeNodes(highlighted(text, language))}
      />
    </pre>
  </div>
);
