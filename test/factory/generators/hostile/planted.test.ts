import { expect, it } from 'vitest';

import { faultsOf } from './written.ts';

/** A generator of each language that forgets to escape, with a text that it escapes wrongly. */
const careless: readonly [path: string, write: (text: string) => string, text: string][] = [
  ['string.ts', (text) => `const x = '${text}';\n`, `'; exit(); '`],
  ['template.ts', (text) => `const x = \`${text}\`;\n`, '${exit()}'],
  ['comment.ts', (text) => `/** ${text} */\nconst x = 1;\n`, '*/ exit(); /*'],
  ['line-comment.ts', (text) => `// ${text}\nconst x = 1;\n`, 'a\u2028exit();'],
  ['not-read.ts', (text) => `const x = '${text}';\n`, `it's`],
  ['value.json', (text) => `{"x": "${text}"}\n`, '", "y": "'],
  ['value.yml', (text) => `x: '${text}'\n`, `' \${{ parameters.x }}`],
  ['step.yml', (text) => `- script: echo ${text}\n`, '##vso[task.setvariable]'],
  ['main.bicep', (text) => `param x string = '${text}'\n`, '${env}'],
  ['deploy.sh', (text) => `echo "${text}"\n`, '$(exit)'],
  ['x.proto', (text) => `syntax = "proto3";\n// ${text}\nmessage X {}\n`, 'a\nmessage Evil {}'],
  [
    'x.feature',
    (text) => `Feature: ${text}\n\n  Scenario: x\n    Given x\n`,
    'a\n  Scenario: evil\n    Given y',
  ],
  ['table.feature', (text) => `Feature: x\n\n  Scenario: x\n    Given x\n      | ${text} |\n`, 'a | b'],
  ['x.md', (text) => `Some ${text}.\n`, '[x](javascript:y)'],
  ['html.md', (text) => `Some ${text}.\n`, '<script>'],
  ['table.md', (text) => `| a |\n| - |\n| ${text} |\n`, 'b | c'],
  ['code.md', (text) => `\`\`\`sh\necho '${text}'\n\`\`\`\n`, `'; exit; '`],
  ['comment.md', (text) => `\`\`\`sh\n# ${text}\n\`\`\`\n`, 'a\nexit'],
  ['diagram.md', (text) => `\`\`\`mermaid\nflowchart LR\n  a["${text}"]\n\`\`\`\n`, '"]; click a "x'],
  ['words.md', (text) => `\`\`\`mermaid\nsequenceDiagram\n  a->>b: ${text}\n\`\`\`\n`, 'x; participant y'],
];

it.each(careless)('sees text that becomes more than text in %s', async (path, write, text) => {
  expect(await faultsOf([{ path, content: write(text) }], [{ path, content: write('word') }])).toHaveLength(
    1,
  );
});

it.each(careless.filter(([path]) => !/\.(?:yml|bicep|sh)$/.test(path)))(
  'lets words change in %s',
  async (path, write) => {
    expect(await faultsOf([{ path, content: write('another') }], [{ path, content: write('word') }])).toEqual(
      [],
    );
  },
);

it('lets nothing of a text into a pipeline, infrastructure or a script', async () => {
  const file = (path: string, content: string) => [{ path, content }];
  const faults = ['x.yml', 'main.bicep', 'deploy.sh'].map((path) =>
    faultsOf(file(path, 'a: word\n'), file(path, 'a: another\n')),
  );
  expect((await Promise.all(faults)).map(({ length }) => length)).toEqual([1, 1, 1]);
});
