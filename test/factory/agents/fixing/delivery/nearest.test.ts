import { describe, expect, it } from 'vitest';

import { distance, nearest } from '../../../../../factory/agents/fixing/delivery/nearest.ts';

describe('the distance between words', () => {
  it.each([
    ['inputs', 'inputs', 0],
    ['inupts', 'inputs', 1],
    ['input', 'inputs', 1],
    ['Docker@2', 'Docker@6', 1],
    ['stage', 'steps', 3],
    ['', 'abc', 3],
  ])('from %j to %j is %i', (one, other, far) => {
    expect(distance(one, other)).toBe(far);
    expect(distance(other, one)).toBe(far);
  });
});

describe('the nearest names', () => {
  it('come in the order of their distance, and by name where that is the same', () => {
    expect(nearest('jobss', ['job', 'jobs', 'steps', 'joss'])).toEqual(['jobs', 'joss']);
  });

  it('are none where no finger slips that far, nor the word itself', () => {
    expect(nearest('azureSubscription', ['command', 'azureSubscription'])).toEqual([]);
    expect(nearest('os', ['to', 'as'])).toEqual(['as']);
  });
});
