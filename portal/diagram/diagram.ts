import mermaid from 'mermaid';

import { readRequest, type DiagramRequest } from './diagram-request.ts';

/**
 * The document in a sandbox that draws: it gets `{ source, theme }` and answers `{ height }` in pixels, again when its width
 * changes, or `{ error }`. It is served with a policy of its own
 * (`functions/page/page-headers.ts`).
 */
const answer = (reply: { height: number } | { error: string }): void => parent.postMessage(reply, '*');

/** How far a wide drawing shrinks before it scrolls: text stays legible. */
const MIN_SCALE = 0.6;

/** Characters of a source that is drawn. */
const MAX_SOURCE = 50_000;

const drawing = document.querySelector('#drawing') ?? document.body;

const answerHeight = (): void => {
  if (drawing.firstElementChild) answer({ height: Math.ceil(drawing.getBoundingClientRect().height) });
};

const show = (svg: string): void => {
  drawing.innerHTML = svg;
  const image = drawing.querySelector('svg');
  if (image) image.style.minWidth = `${image.viewBox.baseVal.width * MIN_SCALE}px`;
  answerHeight();
};

let drawn = 0;

const draw = async ({ source, theme }: DiagramRequest): Promise<void> => {
  mermaid.initialize({
    startOnLoad: false,
    securityLevel: 'strict',
    htmlLabels: false,
    suppressErrorRendering: true,
    maxTextSize: MAX_SOURCE,
    theme,
  });
  try {
    if (source.length > MAX_SOURCE) throw new Error('It is too long.');
    drawn += 1;
    const { svg } = await mermaid.render(`diagram-${drawn}`, source);
    show(svg);
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

addEventListener('resize', answerHeight);
