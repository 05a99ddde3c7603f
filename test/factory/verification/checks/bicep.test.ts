import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, it } from 'vitest';

import { checkBicep } from '../../../../factory/verification/checks/bicep.ts';
import { shippedRules } from '../../../../factory/verification/template-builds.ts';
import { resultOf } from '../../../../factory/verification/inspection.ts';

let folder: string;
let cli: string;

/** Writes a report per parameter file, a diagnostic where it says `broken`, and what it was called with. */
const compiler = (log: string, extra = ''): string => `#!/bin/bash
[ "$1" = --version ] && exit 0
echo "$1" >> ${log}
code=0
for file in $3; do
  ${extra}
  if grep -q broken "$file"; then
    code=1
    printf '{\\n"runs":[{"results":[{"ruleId":"BCP035","message":{"text":"It is broken."}}]}]\\n}' >&2
  else
    printf '{\\n"runs":[{"results":[]}]\\n}' >&2
  fi
done
exit $code
`;

const write = (extra?: string): void => {
  writeFileSync(cli, compiler(join(folder, 'calls'), extra));
  chmodSync(cli, 0o755);
};

const calls = (): string[] =>
  existsSync(join(folder, 'calls')) ? readFileSync(join(folder, 'calls'), 'utf8').trim().split('\n') : [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bicep-test-'));
  cli = join(folder, 'bicep');
  write();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const tree = (content: string) => [
  { path: 'deploy/bicep/bicepconfig.json', content: shippedRules() },
  { path: 'deploy/bicep/main.bicep', content: 'param name string\n' },
  { path: 'deploy/bicep/dev.bicepparam', content },
  { path: 'deploy/bicep/production.bicepparam', content: 'using main\n' },
];

const statuses = async (contents: readonly string[]): Promise<string[]> => {
  const inspections = await Promise.all(contents.map((content) => checkBicep(tree(content), cli)));
  return inspections.map((inspection) => resultOf('bicep', 0, inspection).status);
};

it('compiles services that are checked at the same time in one call', async () => {
  expect(await statuses(['one', 'two', 'three'])).toEqual(['passed', 'passed', 'passed']);
  expect(calls()).toEqual(['build-params']);
});

it('finds the service that is broken among others, and says what is wrong', async () => {
  expect(await statuses(['one', 'broken', 'three'])).toEqual(['passed', 'failed', 'passed']);
  expect(calls()).toHaveLength(4);
  const [, broken] = await Promise.all([checkBicep(tree('one'), cli), checkBicep(tree('broken'), cli)]);
  expect(broken).toMatchObject({
    inspected: 3,
    findings: [{ rule: 'bicep/BCP035', message: 'It is broken.' }],
  });
});

it('compiles a service alone', async () => {
  expect(await statuses(['one'])).toEqual(['passed']);
  expect(await statuses(['broken'])).toEqual(['failed']);
});

it('believes no common call that did not report on every parameter file', async () => {
  write('case "$file" in */1/*) continue ;; esac');
  expect(await statuses(['one', 'two'])).toEqual(['passed', 'passed']);
  expect(calls()).toHaveLength(3);
});

it('fails where the compiler ends without a report, or with one that says nothing', async () => {
  writeFileSync(
    cli,
    '#!/bin/bash\n[ "$1" = --version ] && exit 0\necho "It is out of memory." >&2\nexit 9\n',
  );
  expect(await checkBicep(tree('one'), cli)).toMatchObject({
    findings: [{ rule: 'bicep/compiler', message: 'It is out of memory.' }],
  });
  writeFileSync(cli, '#!/bin/bash\n[ "$1" = --version ] && exit 0\nexit 9\n');
  expect(await checkBicep(tree('one'), cli)).toMatchObject({
    findings: [{ rule: 'bicep/compiler', message: 'The compiler ended with 9.' }],
  });
});

it('fails where the rules are loosened, or are not shipped', async () => {
  const loosened = shippedRules().replace('"error"', '"off"');
  for (const files of [
    tree('one').slice(1),
    [{ path: 'deploy/bicep/bicepconfig.json', content: loosened }, ...tree('one').slice(1)],
  ]) {
    expect(await checkBicep(files, cli)).toMatchObject({ findings: [{ rule: 'bicep/rule-set' }] });
  }
});

it('fails where there is no main template', async () => {
  const inspection = await checkBicep([{ path: 'deploy/bicep/modules/a.bicep', content: '' }], cli);
  expect(resultOf('bicep', 0, inspection)).toMatchObject({ status: 'failed', inspected: 0 });
});

it('says that there is no CLI', async () => {
  expect(await checkBicep(tree('one'), join(folder, 'absent'))).toMatchObject({
    notRun: expect.stringContaining('no Bicep CLI at BICEP_PATH'),
  });
});
