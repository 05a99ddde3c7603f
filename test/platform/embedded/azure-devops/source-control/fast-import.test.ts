import { execFileSync } from 'node:child_process';

import { describe, expect, it } from 'vitest';

import {
  commitStream,
  fastImport,
} from '../../../../../platform/embedded/azure-devops/source-control/fast-import.ts';
import { temporaryWorkspace } from '../../stores/temporary-workspace.ts';

describe('the stream of a commit', () => {
  const stream = commitStream({
    author: { name: 'Factory', email: 'factory@example.com' },
    at: new Date('2026-01-01T00:00:00.999Z'),
    message: 'Add it\n\nFactory-Key: k\n',
    parent: undefined,
    files: [
      { path: 'a.txt', content: 'ä' },
      { path: 'b.txt', content: '' },
    ],
  });

  it('counts bytes, not characters', () => {
    expect(stream.toString()).toBe(
      [
        'commit refs/heads/main',
        'committer Factory <factory@example.com> 1767225600 +0000',
        'data 23',
        'Add it\n\nFactory-Key: k\n',
        'deleteall',
        'M 100644 inline a.txt',
        'data 2',
        'ä',
        'M 100644 inline b.txt',
        'data 0',
        '',
        'done',
        '',
      ].join('\n'),
    );
  });

  it('changes nothing when it is cut off anywhere', async () => {
    const directory = temporaryWorkspace();
    execFileSync('git', ['init', '--quiet', '--bare', directory]);
    const branches = () =>
      execFileSync('git', [`--git-dir=${directory}`, 'for-each-ref'], { encoding: 'utf8' });
    const feed = (length: number) => fastImport(directory, stream.subarray(0, length));
    // Without the last command and its line break.
    for (let length = 0; length < stream.length - 'done\n'.length; length += 5) {
      expect((await feed(length)).exitCode, `${length} bytes`).not.toBe(0);
      expect(branches()).toBe('');
    }
    expect((await feed(stream.length)).exitCode).toBe(0);
    expect(branches()).toContain('refs/heads/main');
  });
});
