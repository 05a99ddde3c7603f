import { readFileSync } from 'node:fs';

import { expect, it } from 'vitest';

import { readTutorial } from '../../../scripts/tutorial/read-tutorial.ts';

const document = `# Title

\`\`\`sh
echo one
\`\`\`

Prose, and code of another language:

\`\`\`json
{ "not": "run" }
\`\`\`

\`\`\`text
one
\`\`\`

\`\`\`sh
cat << 'EOF'
\`\`\`\`not the end
EOF
\`\`\`
`;

it('reads commands in their order, with what is shown of their output', () => {
  expect(readTutorial(document)).toEqual([
    { line: 3, commands: 'echo one', shown: { line: 13, text: 'one' } },
    { line: 17, commands: "cat << 'EOF'\n````not the end\nEOF", shown: undefined },
  ]);
});

it.each([
  ['Prose alone.', 'There is no block of commands.'],
  ['```json\n{}\n```', 'There is no block of commands.'],
  ['```text\nof nothing\n```', 'The output in line 1 follows no command.'],
  ['```sh\ntrue\n```\n```text\na\n```\n```text\nb\n```', 'The output in line 7 follows no command.'],
  ['```sh\ntrue', 'The block in line 1 is not closed.'],
])('refuses %j', (markdown, reason) => {
  expect(() => readTutorial(markdown)).toThrow(reason);
});

it('finds the blocks of the tutorial', () => {
  const steps = readTutorial(readFileSync('docs/tutorial.md', 'utf8'));
  expect(steps.length).toBeGreaterThan(10);
  expect(steps.filter(({ shown }) => shown).length).toBeGreaterThan(10);
});
