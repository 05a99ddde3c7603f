import { expect, it } from 'vitest';

import { StateConflict } from '#connectsoft/domain-error';
import { assertState } from '#connectsoft/lifecycle';

it('lets a state through that is allowed, and names those that are', () => {
  expect(() => assertState('status', 'open', ['open', 'held'])).not.toThrow();
  expect(() => assertState<string>('status', 'closed', ['open', 'held'])).toThrow(
    new StateConflict('status', 'closed', ['open', 'held']),
  );
  expect(() => assertState<string>('status', 'closed', ['open', 'held'])).toThrow(
    'status is closed: it must be open or held',
  );
});
