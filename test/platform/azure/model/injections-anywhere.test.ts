import { describe, expect, it } from 'vitest';

import { cleanRun, gulled } from './gulled.ts';
import { INJECTIONS } from './injection-cases.ts';

describe('a model that obeys anything, data too', () => {
  it.each(INJECTIONS.map((each) => [each.name, each] as const))('changes no answer: %s', async (_, each) => {
    const { result, obeyed } = await gulled(each, 'anywhere');
    expect(obeyed).toBeGreaterThan(0);
    expect(result).toEqual(await cleanRun(each));
  });

  it('still lets most of them be planned to the end', async () => {
    const answered = await Promise.all(INJECTIONS.map(cleanRun));
    expect(answered.filter((result) => 'outputs' in result).length).toBeGreaterThan(INJECTIONS.length / 2);
  });
});
