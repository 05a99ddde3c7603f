import { describe, expect, it } from 'vitest';

import { correctValue, otherAnswer } from '../../../../../factory/agents/fixing/delivery/yaml-values.ts';
import { finding } from './finding.ts';

const path = 'deploy/kubernetes/base/deployment.yaml';

const first = (content: string, message: string): string | undefined =>
  correctValue(finding('kubernetes/schema', path, message), [{ path, content }])[0]?.[0]?.content;

describe('a value of another type than its place wants', () => {
  it.each([
    ['replicas: "3"\n', 'Deployment: /replicas must be integer', 'replicas: 3\n'],
    ['name: 80\n', 'Service: /name must be string', "name: '80'\n"],
    ['open: "true"\n', 'Deployment: /open must be boolean', 'open: true\n'],
    ['open: no way\n', 'Deployment: /open must be boolean', undefined],
    ['drop: ALL\n', 'Deployment: /drop must be array', 'drop: [ALL]\n'],
    ['a:\n  - b: "1" # kept\n', 'Deployment: /a/0/b must be integer,null', 'a:\n  - b: 1 # kept\n'],
  ])('%j, of which is said %j', (content, message, expected) => {
    expect(first(content, message)).toBe(expected);
  });

  it('is the nearest of those that are allowed', () => {
    const message = 'Service: /type must be equal to one of the allowed values: ClusterIP, NodePort';
    expect(first('type: ClustreIP\n', message)).toBe('type: ClusterIP\n');
    expect(first('type: Else\n', message)).toBeUndefined();
  });
});

it('a rule of security may want the other of yes and no', () => {
  const content = 'runAsNonRoot: false\nreadOnly: true\n';
  const texts = otherAnswer(finding('kubernetes/pod-security', path, 'The pod may run as root.'), [
    { path, content },
  ]).map(([file]) => file?.content);
  expect(texts).toEqual(['runAsNonRoot: true\nreadOnly: true\n', 'runAsNonRoot: false\nreadOnly: false\n']);
});
