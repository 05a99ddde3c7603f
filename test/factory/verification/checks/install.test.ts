import { expect, it } from 'vitest';

import { lockfileFindings } from '../../../../factory/verification/checks/install.ts';

const files = (asked: object, held: object) => [
  { path: 'package.json', content: JSON.stringify({ dependencies: asked }) },
  { path: 'package-lock.json', content: JSON.stringify({ packages: { '': { dependencies: held } } }) },
];

it('accepts a lockfile that holds what is asked for', () => {
  expect(lockfileFindings(files({ ajv: '8.0.0' }, { ajv: '8.0.0' }))).toEqual([]);
});

it.each([
  [{ ajv: '8.0.0' }, {}, 'ajv: package.json asks for 8.0.0, the lockfile holds nothing.'],
  [{}, { ajv: '8.0.0' }, 'ajv: package.json asks for nothing, the lockfile holds 8.0.0.'],
  [{ ajv: '8.0.1' }, { ajv: '8.0.0' }, 'ajv: package.json asks for 8.0.1, the lockfile holds 8.0.0.'],
])('catches %o beside %o', (asked, held, message) => {
  expect(lockfileFindings(files(asked, held))).toMatchObject([{ rule: 'install/out-of-step', message }]);
});
