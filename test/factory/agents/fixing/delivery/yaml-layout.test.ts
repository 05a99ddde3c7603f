import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

import { movedKey, readableYaml } from '../../../../../factory/agents/fixing/delivery/yaml-layout.ts';
import { finding } from './finding.ts';

const path = 'pipelines/stages/build.yml';
const content = `stages:
  - stage: Build
    jobs:
      - job: Check
        steps:
          - script: node --run lint
            displayName: Check rules
            target:
              commands: restricted
              settableVariables: none
`;

const suggested = (broken: string): string[] =>
  readableYaml(finding('pipeline-schema/yaml', path, 'It cannot be read.'), [{ path, content: broken }]).map(
    ([file]) => file?.content ?? '',
  );

describe('a file that no parser reads', () => {
  it.each<[string, string, string]>([
    ['a key indented too far', '            target:', '             target:'],
    ['a key indented too little', '            displayName', '           displayName'],
    ['the first of two siblings too far', '              commands', '               commands'],
    ['a tab', '            target:', '          \ttarget:'],
    ['a key without its colon', 'displayName: Check', 'displayName Check'],
    [
      'a key that stands twice',
      '            displayName: Check rules\n',
      '            displayName: Check rules\n            displayName: Check rules\n',
    ],
  ])('%s: what was meant comes first', (_what, right, wrong) => {
    const broken = content.replace(right, wrong);
    expect(broken).not.toBe(content);
    expect(suggested(broken)[0]).toBe(content);
  });

  it('is offered in texts that can be read, only', () => {
    const texts = suggested(content.replace('            target:', '             target:'));
    expect(texts.length).toBeGreaterThan(1);
    for (const text of texts) expect(() => parse(text) as unknown).not.toThrow();
  });

  it('is left alone where it can be read', () => {
    expect(suggested(content)).toEqual([]);
  });
});

describe('a key at a place that does not know it', () => {
  it('is offered at the levels around it', () => {
    const moved = content
      .replace('            displayName', '              displayName')
      .replace('            target', '            env');
    const [line] = moved.split('\n').filter((text) => text.includes('displayName'));
    expect(line).toBe('              displayName: Check rules');
    const wrong = content.replace('              settableVariables', '            settableVariables');
    const texts = movedKey(
      finding('pipeline-schema/schema', path, '/stages/0/jobs/0/steps/0 unknown field "settableVariables"'),
      [{ path, content: wrong }],
    ).map(([file]) => file?.content);
    expect(texts).toContain(content);
  });
});
