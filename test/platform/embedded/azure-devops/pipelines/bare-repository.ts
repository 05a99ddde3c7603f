import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Commits files to a new bare repository; further commits replace them all. */
export const createBareRepository = (folder: string, name: string) => {
  const bare = join(folder, `${name}.git`);
  const git = (cwd: string, ...args: string[]): string =>
    execFileSync('git', ['-c', 'user.name=Test', '-c', 'user.email=test@example.test', ...args], {
      cwd,
      encoding: 'utf8',
      env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' },
    }).trim();
  mkdirSync(folder, { recursive: true });
  git(folder, 'init', '--quiet', '--bare', '--initial-branch=main', bare);
  return {
    path: bare,
    commit(files: Readonly<Record<string, string>>): string {
      const work = mkdtempSync(join(folder, 'work-'));
      git(work, 'init', '--quiet', '--initial-branch=main');
      for (const [path, content] of Object.entries(files)) {
        mkdirSync(dirname(join(work, path)), { recursive: true });
        writeFileSync(join(work, path), content);
      }
      git(work, 'add', '--all', '--force');
      git(work, 'commit', '--quiet', '--allow-empty', '-m', 'A revision');
      git(work, 'push', '--quiet', '--force', bare, 'main');
      return git(work, 'rev-parse', 'HEAD');
    },
  };
};
