import { expect, it } from 'vitest';

import { createSseParser } from '../../../portal/api/sse-parser.ts';

const stream = 'retry: 500\n\n: heartbeat\n\nid: 7\nevent: a\ndata: {"x":\ndata: 1}\n\nid:8\ndata:é\n\n';
const events = [
  { id: '7', data: '{"x":\n1}' },
  { id: '8', data: 'é' },
];

it('reads the events of a stream, and neither comments nor settings', () => {
  expect(createSseParser()(stream)).toEqual(events);
});

it('reads the same in pieces of one character', () => {
  const parse = createSseParser();
  expect([...stream].flatMap(parse)).toEqual(events);
});

it('keeps an event back until its blank line has come', () => {
  const parse = createSseParser();
  expect(parse('id: 1\ndata: a\n')).toEqual([]);
  expect(parse('\n')).toEqual([{ id: '1', data: 'a' }]);
});

it('takes the line ends of any system', () => {
  expect(createSseParser()('id: 1\r\ndata: a\r\n\r\n')).toEqual([{ id: '1', data: 'a' }]);
});
