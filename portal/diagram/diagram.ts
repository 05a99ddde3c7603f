import mermaid from 'mermaid';

import { readRequest, type DiagramRequest } from './diagram-request.ts';

/**
 * The document in a sandbox that draws: it gets `{ source, theme }` and answers `{ height }` or `{ error }`. It says
 * `{ ready: true }` once it listens. It is served with a policy of its own (`functions/page/page-headers.ts`).
 */
const answer = (reply: { ready: true } | { height: number } | { error: string }): void =>
  parent.postMessage(reply, '*');

const heightOf = (drawing: Element): number => Math.max(1, Math.ceil(drawing.getBoundingClientRect().height));

const draw = async ({ source, theme }: DiagramRequest): Promise<void> => {
  const drawing = document.querySelector('#drawing');
  if (!drawing) return;
  mermaid.initialize({
    startOnLoad: false,
    securityLevel: 'strict',
    htmlLabels: false,
    flowchart: { htmlLabels: false },
    suppressErrorRendering: true,
    theme,
  });
  try {
    const { svg } = await mermaid.render('diagram', source);
    drawing.innerHTML = svg;
    answer({ height: heightOf(drawing) });
  } catch (error) {
    drawing.replaceChildren();
    answer({ error: error instanceof Error ? error.message : String(error) });
  }
};

// One after the other: Mermaid keeps its settings for all drawings.
let last = Promise.resolve();

addEventListener('message', (event: MessageEvent) => {
  if (event.source !== parent) return;
  const request = readRequest(event.data);
  if (request) last = last.then(() => draw(request));
});

addEventListener('resize', () => {
  const drawing = document.querySelector('#drawing');
  if (drawing?.firstElementChild) answer({ height: heightOf(drawing) });
});

answer({ ready: true });
