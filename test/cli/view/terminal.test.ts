import { spawnSync } from 'node:child_process';

import { describe, expect, it } from 'vitest';

const load = (name: string) => JSON.stringify(new URL(`../../../cli/view/${name}`, import.meta.url).href);

/** What a program prints, and how it ends. */
const run = (source: string, environment: Record<string, string> = {}) => {
  // Of the caller's environment nothing that says anything of colours, as `CI` does.
  const { PATH = '' } = process.env;
  return spawnSync(process.execPath, ['--input-type=module', '-e', source], {
    encoding: 'utf8',
    env: { PATH, ...environment },
  });
};

describe('the cursor', () => {
  const source = (end: string) => `
    import { hideCursor, keepTerminalClean } from ${load('terminal-cursor.ts')};
    keepTerminalClean();
    hideCursor(process.stdout);
    ${end}`;

  it.each(["throw new Error('a defect')", 'process.exit(7)', 'await new Promise(() => undefined)', ''])(
    'is shown again after: %s',
    (end) => {
      expect(run(source(end)).stdout).toBe('\u001B[?25l\u001B[?25h');
    },
  );
});

describe('colours', () => {
  const source = `
    import { paintFor } from ${load('paint.ts')};
    console.log(paintFor(process.stdout)('green', 'zorble'));`;

  it.each([
    [{}, 'zorble\n'],
    [{ FORCE_COLOR: '1' }, '\u001B[32mzorble\u001B[39m\n'],
    [{ FORCE_COLOR: '0' }, 'zorble\n'],
    [{ NO_COLOR: '1' }, 'zorble\n'],
  ])('outside a terminal with %j', (environment, printed) => {
    expect(run(source, environment).stdout).toBe(printed);
  });

  it('in a terminal, unless NO_COLOR or TERM=dumb asks for none', () => {
    const terminal = `Object.assign(process.stdout, { isTTY: true, getColorDepth: (await import('node:tty')).WriteStream.prototype.getColorDepth });${source}`;
    expect(run(terminal, { TERM: 'xterm' }).stdout).toContain('\u001B[32m');
    expect(run(terminal, { TERM: 'dumb' }).stdout).toBe('zorble\n');
    expect(run(terminal, { TERM: 'xterm', NO_COLOR: '1' }).stdout).toBe('zorble\n');
  });
});
