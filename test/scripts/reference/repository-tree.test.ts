import { expect, it } from 'vitest';

import { withSection } from '../../../cli/reference.ts';
import { pathsOfText } from '../../../scripts/reference/generated-repository.ts';
import { repositoryTree } from '../../../scripts/reference/repository-tree.ts';

it('shows the files of some folders, others by what they hold, and those above them', () => {
  expect(
    repositoryTree(['Dockerfile', 'README.md', 'src/api/server.ts', 'src/main.ts', 'test/unit/a.test.ts']),
  ).toBe(
    [
      'src/                    the service, in four layers',
      '  api/server.ts',
      '  main.ts',
      'test/                   unit, integration and acceptance tests',
      'Dockerfile  README.md',
    ].join('\n'),
  );
});

it('finds a planted folder that nobody described', () => {
  expect(() => repositoryTree(['planted/file.ts'])).toThrow('does not say what planted/ holds');
});

it('is of the service that a text asks for', async () => {
  const paths = await pathsOfText('Keep a register of lab samples: each sample has a barcode and a material');
  expect(paths).toContain('src/domain/sample/sample.ts');
  expect(paths).toEqual([...new Set(paths)].toSorted());
  await expect(pathsOfText('Hello')).rejects.toThrow('names no thing to keep');
});

it('stands between its marks', () => {
  expect(withSection('a\n<!-- begin: tree -->\nold\n<!-- end -->\nb', 'tree', 'new')).toBe(
    'a\n<!-- begin: tree -->\n\nnew\n\n<!-- end -->\nb',
  );
  expect(() => withSection('a', 'tree', 'new')).toThrow('There is no <!-- begin: tree -->');
});
