import { expect, it } from 'vitest';

import { createLogger } from '#connectsoft/logger';
import { toldOnce } from '#connectsoft/told-once';

type Result = { code: number; error?: Error };

/** An exporter whose export ends with the code that it is given. */
const exporterOfCodes = () => ({
  export: (code: number, done: (result: Result) => void) =>
    done(code === 0 ? { code } : { code, error: new Error('away') }),
});

const done = () => undefined;

const told = () => {
  const lines: object[] = [];
  const write = (line: string) => void lines.push(JSON.parse(line) as object);
  return { lines, wrap: toldOnce(createLogger({ level: 'info', masked: [], write })) };
};

it('tells when exports begin to fail and when they come through again', () => {
  const { lines, wrap } = told();
  const exporter = wrap(exporterOfCodes(), 'traces');
  const results: Result[] = [];
  for (const code of [0, 1, 1, 0, 0, 1]) exporter.export(code, (result) => void results.push(result));
  expect(results.map(({ code }) => code)).toEqual([0, 1, 1, 0, 0, 1]);
  expect(lines).toMatchObject([
    { level: 'warn', msg: 'telemetry does not leave', signal: 'traces', reason: 'away' },
    { level: 'info', msg: 'telemetry leaves again' },
    { level: 'warn', msg: 'telemetry does not leave' },
  ]);
});

it('tells it once for all signals', () => {
  const { lines, wrap } = told();
  const [traces, metrics] = [wrap(exporterOfCodes(), 'traces'), wrap(exporterOfCodes(), 'metrics')];
  traces.export(1, done);
  metrics.export(1, done);
  traces.export(0, done);
  expect(lines).toHaveLength(1);
  metrics.export(0, done);
  expect(lines).toMatchObject([{ level: 'warn', signal: 'traces' }, { msg: 'telemetry leaves again' }]);
});
