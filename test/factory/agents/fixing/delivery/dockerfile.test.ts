import { beforeAll, describe, expect, it } from 'vitest';

import { changedTree } from '../../../../../factory/agents/fixing/delivery/change.ts';
import { repairedDockerfile } from '../../../../../factory/agents/fixing/delivery/dockerfile.ts';
import type { GeneratedFile } from '../../../../../factory/domain/artifact.ts';
import { pinnedImages } from '../../../../../factory/knowledge/delivery/pinned-images.ts';
import { imageFindings } from '../../../../../factory/verification/checks/containers/image.ts';
import { finishedTree } from '../finished-tree.ts';

let tree: GeneratedFile[];
let content: string;
beforeAll(async () => {
  tree = await finishedTree();
  content = tree.find(({ path }) => path === 'Dockerfile')?.content ?? '';
});

const treeWith = (text: string) => changedTree(tree, [{ path: 'Dockerfile', content: text }]);
const findings = (text: string) => imageFindings(treeWith(text));

/** The Dockerfile with the first change for its first finding made, again and again. */
const repaired = (broken: string): string => {
  let text = broken;
  for (let round = 0; round < 3; round += 1) {
    const files = treeWith(text);
    const [change] = imageFindings(files).flatMap((found) => repairedDockerfile(found, files));
    text = change?.[0]?.content ?? text;
  }
  return text;
};

describe('a Dockerfile', () => {
  it('that is generated needs no repair', () => {
    expect(findings(content)).toEqual([]);
  });

  it.each<[string, RegExp, string]>([
    ['a misspelt instruction', /^WORKDIR/m, 'WORKDRI'],
    ['an image that is not pinned', /node:[\d.]+-slim/, 'node:latest'],
    ['no user', /^USER node\n/m, ''],
    ['root', /^USER node/m, 'USER root'],
    ['no health check', /^HEALTHCHECK.*\\\n.*\n/m, ''],
    ['packages of development', /^RUN npm ci.*$/m, 'RUN npm install'],
    ['a shell around the process', /^CMD \[.*$/m, 'CMD node src/main.ts'],
    ['a stage that is not there', /--from=dependencies/, '--from=dependencis'],
  ])('with %s is put right', (_what, right, wrong) => {
    const broken = content.replace(right, wrong);
    expect(findings(broken)).not.toEqual([]);
    expect(findings(repaired(broken))).toEqual([]);
  });

  it('is pinned to the image that services are generated with', () => {
    const images = [...content.matchAll(/^FROM (\S+)/gm)].map(([, image]) => image);
    expect(new Set(images)).toEqual(new Set(pinnedImages));
  });
});
