import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

import { afterAll, beforeAll, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
let copy: string;

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'import-rules-'));
  cpSync(join(root, '.oxlintrc.json'), join(copy, '.oxlintrc.json'));
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
});

afterAll(() => rmSync(copy, { recursive: true, force: true }));

const lint = (folder: string) => {
  const oxlint = join(root, 'node_modules/oxlint/bin/oxlint');
  const { stdout } = spawnSync(process.execPath, [oxlint, '--format', 'json', folder], {
    cwd: copy,
    encoding: 'utf8',
  });
  const { diagnostics, number_of_files: files } = JSON.parse(stdout) as {
    diagnostics: { code: string }[];
    number_of_files: number;
  };
  return { files, codes: diagnostics.map(({ code }) => code) };
};

/** A file of a folder with one forbidden import each. */
const violations: [string, string][] = [
  ['factory/domain/planted.ts', '../../platform/ports.ts'],
  ['factory/domain/planted.ts', 'node:fs'],
  ['factory/agents/vision/planted.ts', '../../generators/format-files.ts'],
  ['factory/agents/vision/planted.ts', '../../../platform/ports.ts'],
  ['factory/generators/planted.ts', '../agents/run-agent.ts'],
  ['factory/knowledge/planted.ts', '../verification/verify-code.ts'],
  ['factory/verification/planted.ts', '../../platform/embedded/sandbox/sandbox.ts'],
  ['platform/planted.ts', '../factory/agents/run-agent.ts'],
  ['platform/embedded/host/planted.ts', '../../../app.ts'],
  ['sandbox/planted.ts', '../platform/azure/http/service-http.ts'],
  ['sandbox/planted.ts', '../activities/verify-service.ts'],
  ['activities/planted.ts', '../platform/embedded/stores/embedded-stores.ts'],
  ['activities/planted.ts', '../orchestrators/factory.ts'],
  ['orchestrators/planted.ts', '../activities/plan-product.ts'],
  ['orchestrators/planted.ts', '../platform/ports.ts'],
  ['orchestrators/planted.ts', 'durable-functions'],
  ['orchestrators/planted.ts', 'node:crypto'],
  ['functions/planted.ts', '../activities/plan-product.ts'],
  ['functions/planted.ts', 'durable-functions'],
  ['cli/planted.ts', '../platform/ports.ts'],
  ['cli/planted.ts', '../functions/register-functions.ts'],
  ['portal/planted.ts', '../cli/api/sse.ts'],
  ['portal/board/planted.tsx', '../../functions/openapi/components.ts'],
  ['portal/board/planted.ts', '../../factory/agents/run-agent.ts'],
  ['portal/board/planted.tsx', '../../factory/domain/stage.ts'],
  ['portal/planted.ts', '../app.ts'],
  ['portal/api/planted.ts', 'node:url'],
];

it.each(violations)('%s may not import %s', (file, specifier) => {
  const path = join(copy, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `import { planted } from '${specifier}';\n\nexport const value = planted;\n`);
  try {
    expect(lint(file)).toEqual({ files: 1, codes: ['eslint(no-restricted-imports)'] });
  } finally {
    rmSync(path);
  }
});

it('lets the portal name types of the domain', () => {
  const path = join(copy, 'portal/planted.tsx');
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(
    path,
    "import type { Stage } from '../factory/domain/stage.ts';\n\nexport const value: Stage = 'vision';\n",
  );
  try {
    expect(lint('portal/planted.tsx')).toEqual({ files: 1, codes: [] });
  } finally {
    rmSync(path);
  }
});

it('inspects every source file of the project', () => {
  const listed = execFileSync('git', ['ls-files', '*.ts', '*.tsx'], { cwd: root, encoding: 'utf8' })
    .trim()
    .split('\n');
  const { stdout } = spawnSync(process.execPath, ['node_modules/oxlint/bin/oxlint', '--format', 'json'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  expect(JSON.parse(stdout).number_of_files).toBeGreaterThanOrEqual(listed.length);
});
