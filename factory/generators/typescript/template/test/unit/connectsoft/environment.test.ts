import { expect, it } from 'vitest';

import { environmentReader } from '#connectsoft/environment';

const read = environmentReader({
  properties: {
    PORT: { type: 'integer', minimum: 0, maximum: 65_535, default: 8080 },
    MODE: { enum: ['on', 'off'], default: 'on' },
    NAME: { type: 'string' },
  },
});

it('reads what the schema names and fills in defaults', () => {
  expect(read({ PORT: '1', MODE: '', OTHER: 'x' })).toEqual({ PORT: 1, MODE: 'on' });
});

it('names what is wrong in one line', () => {
  expect(() => read({ PORT: 'http', MODE: 'maybe' })).toThrow(
    'PORT must be an integer; MODE must be one of on, off',
  );
});
