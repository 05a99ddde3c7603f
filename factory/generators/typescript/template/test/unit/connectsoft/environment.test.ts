import { expect, it } from 'vitest';

import { readEnvironment } from '#connectsoft/environment';

const schema = {
  properties: {
    PORT: { type: 'integer', minimum: 0, maximum: 65_535, default: 8080 },
    MODE: { enum: ['on', 'off'], default: 'on' },
    NAME: { type: 'string' },
  },
};

it('reads what the schema names and fills in defaults', () => {
  expect(readEnvironment({ PORT: '1', MODE: '', OTHER: 'x' }, schema)).toEqual({ PORT: 1, MODE: 'on' });
});

it('names what is wrong in one line', () => {
  expect(() => readEnvironment({ PORT: 'http', MODE: 'maybe' }, schema)).toThrow(
    'PORT must be an integer; MODE must be one of on, off',
  );
});
