import { expect, it } from 'vitest';

import { createLogger } from '#connectsoft/logger';
import { toldOnce } from '#connectsoft/told-once';

it('tells when exports begin to fail and when they come through again', () => {
  const lines: object[] = [];
  const write = (line: string) => void lines.push(JSON.parse(line) as object);
  const logger = createLogger({ level: 'info', masked: [], write });
  const results: { code: number; error?: Error }[] = [];
  const exporter = toldOnce(
    {
      export: (code: number, done: (result: { code: number; error?: Error }) => void) =>
        done(code === 0 ? { code } : { code, error: new Error('away') }),
    },
    logger,
    'traces',
  );
  for (const code of [0, 1, 1, 0, 0, 1]) exporter.export(code, (result) => void results.push(result));
  expect(results.map(({ code }) => code)).toEqual([0, 1, 1, 0, 0, 1]);
  expect(lines).toMatchObject([
    { level: 'warn', msg: 'traces do not leave', reason: 'away' },
    { level: 'info', msg: 'traces leave again' },
    { level: 'warn', msg: 'traces do not leave' },
  ]);
});
