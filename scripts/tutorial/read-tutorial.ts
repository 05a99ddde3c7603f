/** Commands as they stand in a block, with what the tutorial shows of their output. Lines count from 1. */
export type Step = {
  line: number;
  commands: string;
  shown: { line: number; text: string } | undefined;
};

type Block = { language: string; line: number; text: string };

const fence = /^```(.*)$/;

/** Fenced blocks of a Markdown text, in order. Throws where one is not closed. */
const blocksOf = (markdown: string): Block[] => {
  const blocks: Block[] = [];
  let open: { language: string; line: number; lines: string[] } | undefined;
  for (const [index, line] of markdown.split('\n').entries()) {
    const mark = fence.exec(line);
    if (open && line === '```') {
      blocks.push({ language: open.language, line: open.line, text: open.lines.join('\n') });
      open = undefined;
    } else if (open) open.lines.push(line);
    else if (mark) open = { language: mark[1] ?? '', line: index + 1, lines: [] };
  }
  if (open) throw new Error(`The block in line ${open.line} is not closed.`);
  return blocks;
};

/**
 * The steps of a tutorial: every `sh` block, with the `text` block that follows it before the next one. Throws where a `text`
 * block shows the output of nothing, and where there are no steps.
 */
export const readTutorial = (markdown: string): Step[] => {
  const steps: Step[] = [];
  for (const { language, line, text } of blocksOf(markdown)) {
    const last = steps.at(-1);
    if (language === 'sh') steps.push({ line, commands: text, shown: undefined });
    else if (language === 'text') {
      if (!last || last.shown) throw new Error(`The output in line ${line} follows no command.`);
      last.shown = { line, text };
    }
  }
  if (steps.length === 0) throw new Error('There is no block of commands.');
  return steps;
};
