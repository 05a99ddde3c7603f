import { expect, it } from 'vitest';

import { contextOf } from '#connectsoft/request-context';

const trace = '4bf92f3577b34da6a3ce929d0e0e4736';

it('keeps a valid correlation id and continues the trace with a span of its own', () => {
  const { correlationId, traceparent } = contextOf('order-7', `00-${trace}-00f067aa0ba902b7-00`);
  expect(correlationId).toBe('order-7');
  expect(traceparent).toMatch(new RegExp(`^00-${trace}-(?!00f067aa0ba902b7)[0-9a-f]{16}-00$`));
});

it.each([undefined, '', 'a b', 'x'.repeat(129), 'a\nb'])('replaces the correlation id %j', (id) => {
  expect(contextOf(id, undefined).correlationId).toMatch(/^[0-9a-f-]{36}$/);
});

it.each([undefined, 'x', `00-${'0'.repeat(32)}-00f067aa0ba902b7-01`, `00-${trace}-${'0'.repeat(16)}-01`])(
  'begins a trace in place of %j',
  (traceparent) => {
    expect(contextOf(undefined, traceparent).traceparent).toMatch(
      /^00-(?!0{32})[0-9a-f]{32}-[0-9a-f]{16}-01$/,
    );
  },
);
