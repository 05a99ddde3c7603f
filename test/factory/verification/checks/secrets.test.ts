import { expect, it } from 'vitest';

import { checkSecrets } from '../../../../factory/verification/checks/secrets.ts';
import { resultOf } from '../../../../factory/verification/inspection.ts';

const rules = (content: string, path = 'src/a.ts') =>
  checkSecrets([{ path, content }]).findings.map(({ rule, line }) => `${rule}:${line}`);

const letters = (count: number) => 'aB3d'.repeat(count).slice(0, count);

// Put together here, so that this file holds no secret either.
it.each([
  ['private-key', `-----BEGIN RSA ${'PRIVATE KEY'}-----`],
  ['private-key', `-----BEGIN ${'PRIVATE KEY'}-----`],
  ['jwt', `ey${'J'}${letters(20)}.ey${'J'}${letters(20)}.${letters(20)}`],
  ['azure-account-key', `DefaultEndpointsProtocol=https;Account${'Key'}=${letters(86)}==`],
  ['azure-account-key', `Endpoint=sb://x/;SharedAccess${'Key'}=${letters(43)}=`],
  ['azure-account-key', `AccountEndpoint=https://x.documents.azure.com/;Account${'Key'}=${letters(86)}==;`],
  ['azure-storage-key', `COSMOS_KEY=${letters(86)}==`],
  ['azure-storage-key', `key: '${letters(86)}=='`],
  [
    'application-insights',
    `Instrumentation${'Key'}=01234567-89ab-cdef-0123-456789abcdef;IngestionEndpoint=https://x/`,
  ],
  ['azure-sas', `SharedAccessSignature sr=x&${'sig'}=${letters(43)}%3D&se=1`],
  ['entra-secret', `abc7${'Q~'}${letters(34)}`],
  ['client-secret-setting', `AZURE_CLIENT_${'SECRET'}=${letters(40)}`],
  ['client-secret-setting', `  AZURE_CLIENT_${'SECRET'}: ${letters(40)}`],
  ['azure-key', `${letters(76)}+A${'St'}${letters(6)}==`],
  ['azure-sas', `?sv=2024&${'sig'}=${letters(43)}%3D`],
  ['azure-devops-token', `${letters(76)}AZ${'DO'}${letters(4)}`],
  ['entra-secret', `abc8${'Q~'}${letters(34)}`],
  ['github-token', `gh${'p_'}${letters(36)}`],
  ['npm-token', `//registry/:_auth${'Token'}=${letters(20)}`],
  ['aws-key', `AK${'IA'}ABCDEFGH12345678`],
  ['slack-token', `xox${'b-'}${letters(20)}`],
  ['model-key', `sk-${'proj-'}${letters(40)}`],
  ['url-password', `amqps://user:${letters(12)}@host/`],
  ['assigned-secret', `const options = { ${'password'}: '${letters(12)}' };`],
])('catches %s', (rule, secret) => {
  expect(rules(`first line\n${secret}\n`)).toContain(`secrets/${rule}:2`);
});

it('suggests what makes the kind of secret needless', () => {
  const fixes = [
    `COSMOS_KEY=${letters(86)}==`,
    `AZURE_CLIENT_${'SECRET'}=${letters(40)}`,
    `gh${'p_'}${letters(36)}`,
  ].map((content) => checkSecrets([{ path: 'a', content }]).findings[0]?.suggestion ?? '');
  expect(fixes[0]).toContain('workload identity');
  expect(fixes[1]).toContain('federation');
  expect(fixes[2]).toContain('Key Vault');
});

it('never repeats the secret', () => {
  const secret = `gh${'p_'}${letters(36)}`;
  expect(JSON.stringify(checkSecrets([{ path: 'a', content: secret }]))).not.toContain(secret);
});

it.each([
  '"integrity": "sha512-e+Ebe0WT+9tbXmNKPIiC8YrWAHYwug3m6i4p3rZGGulfZri1jtI4HslT+OZnFf/OIHowWF71DTlHwXBP2SiA7A=="',
  'AZURE_CLIENT_SECRET: $(clientSecretOfTheVault)',
  `sha512-${letters(86)}==`,
  'password: process.env.PASSWORD',
  "const password = '<your password>';",
  "connection: 'Endpoint=sb://x.servicebus.windows.net/;SharedAccessKey=${key}'",
  'https://learn.microsoft.com/azure:443/@scope/package',
  'az keyvault secret show --name sql-password',
])('leaves alone: %s', (line) => {
  expect(rules(line, 'package-lock.json')).toEqual([]);
});

it('fails on an empty tree', () => {
  expect(resultOf('secrets', 0, checkSecrets([]))).toMatchObject({ status: 'failed' });
});
