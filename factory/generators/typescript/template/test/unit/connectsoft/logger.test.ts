import { expect, it } from 'vitest';

import { createLogger, type LogLevel } from '#connectsoft/logger';
import { runInContext } from '#connectsoft/request-context';

const logged = (level: LogLevel, masked: string[] = []) => {
  const lines: Record<string, unknown>[] = [];
  const logger = createLogger({ level, masked, write: (line) => lines.push(JSON.parse(line)) });
  return { logger, lines };
};

it('writes one JSON object per line, from its level on', () => {
  const { logger, lines } = logged('warn');
  logger.debug('a');
  logger.info('b');
  logger.warn('c', { count: 1 });
  logger.error('d', { error: new TypeError('broken') });
  expect(lines).toEqual([
    { time: expect.any(String), level: 'warn', msg: 'c', count: 1 },
    {
      time: expect.any(String),
      level: 'error',
      msg: 'd',
      error: { name: 'TypeError', message: 'broken', stack: expect.stringContaining('TypeError: broken') },
    },
  ]);
});

it('writes nothing when it is silent', () => {
  const { logger, lines } = logged('silent');
  logger.error('a');
  expect(lines).toEqual([]);
});

it('masks personal values however deep they are', () => {
  const { logger, lines } = logged('info', ['email']);
  logger.info('a', { body: { email: 'ada@example.com', list: [{ email: 'x', age: 3 }], none: null } });
  expect(lines[0]).toMatchObject({ body: { email: '***', list: [{ email: '***', age: 3 }], none: null } });
});

it('names the request that a line belongs to', () => {
  const { logger, lines } = logged('info');
  runInContext({ correlationId: 'c-1', traceparent: 't-1' }, () => logger.info('a'));
  expect(lines[0]).toMatchObject({ correlationId: 'c-1', traceparent: 't-1' });
});

it('names the trace and the span as collectors do', () => {
  const { logger, lines } = logged('info');
  const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
  runInContext({ correlationId: 'c-1', traceparent }, () => logger.info('a'));
  expect(lines[0]).toMatchObject({
    trace_id: '4bf92f3577b34da6a3ce929d0e0e4736',
    span_id: '00f067aa0ba902b7',
  });
});
