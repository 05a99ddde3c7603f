import { describe, expect, it } from 'vitest';

import { noPaint, type Paint } from '../../../cli/view/paint.ts';
import { progressLines } from '../../../cli/view/progress-lines.ts';
import { displayWidth } from '../../../cli/view/display-width.ts';
import { noCounts } from '../../../cli/view/run-counts.ts';
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
    agent: 'Engineer',
    message: 'wrote the domain',
  }),
  anEvent(7, 'stage.started', { stage: 'unheard-of', message: 'from a newer factory' }),
].reduce(progressAfter, newProgress(0));

const wide = { width: 80, height: 24 };

/** Twelve services are worked on; texts of any script, and one that would steer a terminal. */
const parallel = [
  anEvent(0, 'project.started', { message: 'The project began.' }),
  anEvent(1, 'stage.started', { stage: 'quality', message: 'Verifying.' }),
  ...Array.from({ length: 12 }, (_, index) =>
    anEvent(2, 'service.started', { stage: 'quality', service: `service-${index}`, message: 'Verifying.' }),
  ),
  anEvent(3, 'service.completed', { stage: 'quality', service: 'service-0', message: 'Verified.' }),
  anEvent(4, 'service.failed', {
    stage: 'quality',
    service: 'service-11',
    message: '予約システム '.repeat(20),
  }),
  anEvent(4, 'action.recorded', {
    stage: 'quality',
    service: 'service-3',
    agent: 'Test Engineer',
    message: `verify \u001B[2J\u202Ethe \r\nservice ${'👩‍👩‍👧‍👦'.repeat(40)}${'z\u0301\u0301'.repeat(60)}`,
  }),
  anEvent(5, 'activity.retrying', { stage: 'quality', message: 'tried again' }),
].reduce(progressAfter, newProgress(0));

describe('progressLines', () => {
  it('shows each stage with its time, its services and what the agents do', () => {
    expect(progressLines(progress, noCounts, start + 70_000, wide, noPaint)).toEqual([
      '✔ Vision & Planning       0.9 s',
      '✖ Architecture            1.0 s  No [31maggregate.',
      '▸ Engineering        1 min 05 s  Writing.',
      '▸   audit-trail      1 min 04 s  Engineer: wrote the domain',
      '· QA & Validation',
      '· DevOps',
      '· Finalization',
      '· Deployment',
      '  elapsed            1 min 10 s',
    ]);
  });

  it('leaves room for what is done on a narrow terminal', () => {
    const lines = progressLines(progress, noCounts, start + 70_000, { width: 39, height: 24 }, noPaint);
    expect(lines.slice(2, 4)).toEqual([
      '▸ Engineering 1 min 05 s  Writing.',
      '▸   audit-trail 1 min 04 s  Engineer: …',
    ]);
  });

  it('shows what there is so far', () => {
    const counts = { testsPassed: 54, served: 3, requirements: 4, files: 1 };
    expect(progressLines(parallel, counts, start, wide, noPaint).at(-1)).toBe(
      '  54 tests passed · 3 of 4 requirements served · 1 file · 1 round more',
    );
  });

  it('is never wider than the terminal, whatever the texts are made of', () => {
    const counts = { testsPassed: 5_400, served: 300, requirements: 400, files: 1_000 };
    for (const width of [1, 24, 39, 40, 79, 200]) {
      const lines = progressLines(parallel, counts, start + 70_000, { width, height: 40 }, noPaint);
      expect(lines.length).toBeGreaterThanOrEqual(7 + 12 + 2);
      expect(Math.max(...lines.map(displayWidth))).toBeLessThanOrEqual(width);
      expect(lines.join('')).not.toMatch(/[\p{Cc}\u202E]/u);
    }
  });

  it('is never taller than the terminal, and keeps what failed', () => {
    for (const height of [6, 12, 15, 24]) {
      const lines = progressLines(parallel, noCounts, start, { width: 79, height }, noPaint);
      expect(lines.length).toBeLessThanOrEqual(height);
    }
    const lines = progressLines(parallel, noCounts, start, { width: 79, height: 15 }, noPaint);
    expect(lines.filter((line) => line.includes('service-'))).toHaveLength(5);
    expect(lines.some((line) => line.startsWith('✖   service-11'))).toBe(true);
    expect(lines).toContain('    and 7 more');
  });

  it('paints a line by the status of its stage', () => {
    const paint: Paint = (colour, text) => `${colour}:${text.slice(0, 1)}`;
    const lines = progressLines(progress, noCounts, start, wide, paint);
    expect(lines.slice(0, 5)).toEqual(['green:✔', 'red:✖', 'cyan:▸', 'cyan:▸', 'gray:·']);
  });
});
