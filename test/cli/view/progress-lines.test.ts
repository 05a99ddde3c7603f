import { describe, expect, it } from 'vitest';

import { noPaint } from '../../../cli/view/paint.ts';
import { progressLines } from '../../../cli/view/progress-lines.ts';
import { newProgress, progressAfter } from '../../../cli/view/run-progress.ts';
import { anEvent } from '../support/scenario.ts';

const start = Date.UTC(2026, 0, 5, 8, 0, 0);
const progress = [
  anEvent(0, 'project.started', { message: 'The project began.' }),
  anEvent(1, 'stage.started', { stage: 'vision', message: 'Reading.' }),
  anEvent(2, 'stage.completed', { stage: 'vision', message: 'Planned.', durationMs: 950 }),
  anEvent(3, 'stage.started', { stage: 'architecture', message: 'Designing.' }),
  anEvent(4, 'stage.failed', { stage: 'architecture', message: 'No\n\u001B[31maggregate.' }),
  anEvent(5, 'stage.started', { stage: 'engineering', message: 'Writing.' }),
  anEvent(6, 'action.recorded', {
    stage: 'engineering',
    service: 'audit-trail',
    message: 'wrote the domain',
  }),
  anEvent(7, 'stage.started', { stage: 'unheard-of', message: 'from a newer factory' }),
].reduce(progressAfter, newProgress(0));

describe('progressLines', () => {
  it('shows each stage with its time and what is done in it', () => {
    expect(progressLines(progress, start + 70_000, 80, noPaint)).toEqual([
      '✔ Vision & Planning       0.9 s',
      '✖ Architecture            1.0 s  No [31maggregate.',
      '▸ Engineering        1 min 05 s  audit-trail: wrote the domain',
      '· QA & Validation',
      '· DevOps',
      '· Finalization',
      '· Deployment',
      '  elapsed            1 min 10 s',
    ]);
  });

  it('keeps to a narrow terminal', () => {
    const lines = progressLines(progress, start + 70_000, 24, noPaint);
    expect(lines[2]).toBe('▸ Engineering        1 …');
    expect(Math.max(...lines.map((line) => [...line].length))).toBe(24);
  });

  it('paints a line by the status of its stage', () => {
    const lines = progressLines(progress, start, 80, (colour, text) => `${colour}:${text.slice(0, 1)}`);
    expect(lines.slice(0, 4)).toEqual(['green:✔', 'red:✖', 'cyan:▸', 'gray:·']);
  });
});
