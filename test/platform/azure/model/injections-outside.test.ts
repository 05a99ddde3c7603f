import { describe, expect, it } from 'vitest';

import { fenced } from '../../../../factory/agents/prompt/data-fence.ts';
import { cleanRun, gulled } from './gulled.ts';
import { reads } from './gullible-model.ts';
import { INJECTIONS } from './injection-cases.ts';

describe('a model that obeys what stands outside the data', () => {
  it('is met by at least 50 different cases, each of which it can read', () => {
    expect(new Set(INJECTIONS.map(({ hidden, channel }) => `${channel} ${hidden}`)).size).toBe(
      INJECTIONS.length,
    );
    expect(INJECTIONS.length).toBeGreaterThanOrEqual(50);
    for (const { hidden, payload, name } of INJECTIONS) expect(reads(hidden, payload), name).toBe(true);
  });

  it.each(INJECTIONS.map((each) => [each.name, each] as const))(
    'finds nothing there: %s',
    async (_, each) => {
      const { result, server, obeyed } = await gulled(each, 'outside');
      expect(obeyed).toBe(0);
      expect(result).toEqual(await cleanRun(each));
      expect(reads(server.requests[0]?.messages[1]?.content ?? '', each.payload)).toBe(true);
    },
  );
});

describe('a fence', () => {
  it('is the same for the same text, and differs with it', () => {
    const text = 'Log zorbles';
    const one = fenced({ name: 'definition', text });
    expect(fenced({ name: 'definition', text })).toBe(one);
    expect(fenced({ name: 'definition', text: `${text}.` }).slice(0, 38)).not.toBe(one.slice(0, 38));
  });
});
