import { useEffect, useRef, useState } from 'preact/hooks';

import { readReply, type DiagramReply } from './diagram-reply.ts';

/** Where the document lies that draws; it has an origin of its own and can reach nothing. */
const DIAGRAM = '/diagram.html';

const themeNow = (): 'dark' | 'default' =>
  matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'default';

/** The theme of the page, and again when it changes. */
const useTheme = (): 'dark' | 'default' => {
  const [theme, setTheme] = useState(themeNow);
  useEffect(() => {
    const query = matchMedia('(prefers-color-scheme: dark)');
    const change = (): void => setTheme(themeNow());
    query.addEventListener('change', change);
    return () => query.removeEventListener('change', change);
  }, []);
  return theme;
};

/** A Mermaid diagram, drawn in a sandbox, with its source as text. */
export const DiagramView = ({ source, title }: { source: string; title: string }) => {
  const frame = useRef<HTMLIFrameElement>(null);
  const [reply, setReply] = useState<DiagramReply>();
  const theme = useTheme();
  const send = (): void => frame.current?.contentWindow?.postMessage({ source, theme }, '*');
  useEffect(() => {
    const receive = (event: MessageEvent): void => {
      // Others have windows too: only what our own frame says counts.
      if (event.source === null || event.source !== frame.current?.contentWindow) return;
      const answer = readReply(event.data);
      if (answer) setReply(answer);
    };
    addEventListener('message', receive);
    return () => removeEventListener('message', receive);
  }, []);
  useEffect(() => {
    // A frame that is not there yet asks for nothing; it gets its source when it has loaded.
    setReply(undefined);
    send();
  }, [source, theme]);
  const failed = reply?.kind === 'error';
  return (
    <figure class="diagram">
      <figcaption class="diagram-title">{title}</figcaption>
      {failed && <p class="diagram-trouble">The diagram could not be drawn: {reply.message}</p>}
      <iframe
        ref={frame}
        class="diagram-frame"
        hidden={failed}
        sandbox="allow-scripts"
        src={DIAGRAM}
        title={title}
        loading="lazy"
        height={reply?.kind === 'drawn' ? reply.height : 240}
        onLoad={send}
      />
      <details class="diagram-source" open={failed}>
        <summary>Source of the diagram</summary>
        <pre class="code" tabIndex={0}>
          {source}
        </pre>
      </details>
    </figure>
  );
};
