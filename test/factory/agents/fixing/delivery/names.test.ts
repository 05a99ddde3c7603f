import { describe, expect, it } from 'vitest';

import { agreedValue, nearestName } from '../../../../../factory/agents/fixing/delivery/names.ts';
import { finding } from './finding.ts';

const PIPELINE = 'azure-pipelines.yml';

const suggested = (rule: string, message: string, content: string, others: Record<string, string> = {}) =>
  nearestName(finding(rule, PIPELINE, message), [
    { path: PIPELINE, content },
    ...Object.entries(others).map(([path, text]) => ({ path, content: text })),
  ]).map(([file]) => file);

describe('a word that nothing knows', () => {
  it.each<[string, string, string, string]>([
    ['a field', '/ unknown field "trgiger"', 'trgiger: none\n', 'trigger: none\n'],
    ['a task', 'There is no task Dokcer@2.', '- task: Dokcer@2\n', '- task: Docker@2\n'],
    ['the version of a task', 'There is no task Cache@6.', '- task: Cache@6\n', '- task: Cache@2\n'],
    [
      'a stage',
      'A stage depends on Biuld, which does not exist.',
      '- stage: Build\n- stage: Test\n  dependsOn: Biuld\n',
      '- stage: Build\n- stage: Test\n  dependsOn: Build\n',
    ],
    [
      'a function',
      'Stage Test calls suceeded, which is no function.',
      'condition: suceeded()\n',
      'condition: succeeded()\n',
    ],
  ])('%s is replaced by the nearest one', (_what, message, content, expected) => {
    const texts = suggested('pipeline-schema/schema', message, content).map((file) => file?.content);
    expect(texts.slice(0, 3)).toContain(expected);
  });

  it('may be the name of a script, or of a template', () => {
    const files = {
      'package.json': '{"scripts":{"typecheck":"tsc"}}',
      'pipelines/steps/setup.yml': 'steps: []\n',
    };
    const script = suggested(
      'pipeline-schema/npm-script',
      'package.json has no script "typechek".',
      '- script: node --run typechek\n',
      files,
    );
    expect(script[0]?.content).toBe('- script: node --run typecheck\n');
    const template = suggested(
      'pipeline-schema/template',
      'Template pipelines/steps/stup.yml does not exist.',
      '- template: pipelines/steps/stup.yml\n',
      files,
    );
    expect(template[0]?.content).toBe('- template: pipelines/steps/setup.yml\n');
  });

  it('is not looked for within a longer one', () => {
    const texts = suggested('pipeline-schema/schema', '/ unknown field "jbos"', 'jbos: []\nmyjbos: 1\n');
    expect(texts[0]?.content).toBe('jobs: []\nmyjbos: 1\n');
  });
});

it('two files that disagree may each be right', () => {
  const files = [
    { path: 'compose.yaml', content: 'name: orders\n' },
    { path: 'package.json', content: '{"name":"order"}' },
  ];
  const message = 'The name of the service is "orders" in compose.yaml and "order" in package.json.';
  expect(agreedValue(finding('consistency/names', 'compose.yaml', message), files).flat()).toEqual([
    { path: 'compose.yaml', content: 'name: order\n' },
    { path: 'package.json', content: '{"name":"orders"}' },
  ]);
});
