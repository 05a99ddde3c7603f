import { expect, it } from 'vitest';

import { failed } from '../../../factory/domain/failure.ts';
import { findSecrets, redactSecrets, secretFields } from '../../../factory/domain/secrets.ts';

// Put together here, so that this file holds no secret either.
const token = `gh${'p_'}${'aB3d'.repeat(9)}`;
const body = 'MIIEvQIBADANBgkqhkiG9w0BAQEFAASC';
const key = `-----BEGIN ${'PRIVATE KEY'}-----\n${body}\n${body}\n`;

it('names the line and the kind of what a text holds', () => {
  const found = findSecrets(`first\nconst token = '${token}';\n`);
  expect(found.map(({ rule, line }) => [rule.id, line])).toEqual([['github-token', 2]]);
});

it('takes a credential out of a text and says what it was, the lines of a private key too', () => {
  expect(redactSecrets(`a ${token} b ${token}`)).toBe(
    'a [a GitHub token, left out] b [a GitHub token, left out]',
  );
  const redacted = redactSecrets(`before\n${key}${'-'.repeat(5)}END`);
  expect(redacted).toContain('before\n[a private key, left out]');
  expect(redacted).not.toContain(body);
});

it('leaves a text without one as it is', () => {
  const text = 'The password of a user is never kept; see https://host/path?sig=none.';
  expect(redactSecrets(text)).toBe(text);
});

it('finds the field of a value, in its names too, and never repeats the credential', () => {
  const value = { text: 'fine', azureDevOps: { project: token }, list: ['a', token], [token]: 1 };
  const fields = secretFields(value);
  expect(fields.map(({ path }) => path.join('.'))).toEqual([
    'azureDevOps.project',
    'list.1',
    '[a GitHub token, left out]',
  ]);
  expect(JSON.stringify(fields)).not.toContain(token);
});

it('leaves none in the message of a failure, not the half of one either', () => {
  const { failure } = failed(
    'code-generation',
    `${'x'.repeat(1_990)}${token}`.replace('x'.repeat(10), `${token} `),
  );
  expect(failure.message.length).toBeLessThanOrEqual(2_000);
  expect(failure.message).not.toContain(token.slice(0, 8));
});
