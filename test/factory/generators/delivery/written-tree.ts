import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { onTestFinished } from 'vitest';

import type { GeneratedFile } from '../../../../factory/domain/artifact.ts';

/** Writes files below a folder of their own, which goes when the test ends. */
export const writtenTree = (files: readonly GeneratedFile[]): string => {
  const root = mkdtempSync(join(tmpdir(), 'delivery-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  for (const { path, content } of files) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  return root;
};
