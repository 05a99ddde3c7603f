import { expect, it } from 'vitest';

import type { GeneratedFile } from '../../../../factory/domain/artifact.ts';
import { architectureDocuments } from '../../../../factory/generators/documents/architecture-documents.ts';
import { planDocuments } from '../../../../factory/generators/documents/plan-documents.ts';
import { projectDocument } from '../../../../factory/generators/documents/project-document.ts';
import { serviceDocuments } from '../../../../factory/generators/documents/service-documents.ts';
import { formatFiles } from '../../../../factory/generators/format-files.ts';
import { HOSTILE, withWords } from './hostile.ts';
import { markdownSkeleton, markdownTexts } from './markdown-skeleton.ts';

/** Decision records are named after their titles; the other names are fixed. */
const documentsWith = (words: string): GeneratedFile[] => {
  const { plan, blueprint } = withWords(words);
  const [service] = blueprint.services;
  return [
    ...planDocuments(plan),
    ...architectureDocuments(blueprint, plan),
    ...serviceDocuments(service!, blueprint, plan),
    projectDocument(plan, blueprint, service!),
  ];
};

const harmless = documentsWith('Some words');
const hostile = documentsWith(HOSTILE);

it('looks at every document', () => {
  expect(hostile.length).toBe(harmless.length);
  expect(hostile.length).toBe(15);
});

it.each(hostile.map(({ path, content }, index) => [path, content, harmless[index]!.content] as const))(
  '%s keeps its structure whatever the words are',
  async (_, content, expected) => {
    expect(await markdownSkeleton(content)).toBe(await markdownSkeleton(expected));
  },
);

it('shows the words as they were written', async () => {
  const backlog = hostile.find(({ path }) => path === 'plan/backlog.md');
  expect(await markdownTexts(backlog?.content ?? '')).toContain(`R1.S1 ${HOSTILE}`);
});

it('sees words that become structure', async () => {
  expect(await markdownSkeleton('Before\n\n<b>Some</b> words\n')).not.toBe(
    await markdownSkeleton('Before\n\nSome words\n'),
  );
  expect(await markdownSkeleton('| a |\n| - |\n| x | y |\n')).not.toBe(
    await markdownSkeleton('| a |\n| - |\n| x y |\n'),
  );
});

it('is left alone by the formatter once it is formatted', async () => {
  const once = await formatFiles(hostile);
  expect(await formatFiles(once)).toEqual(once);
});

it('lets nothing into a diagram that Mermaid would read as syntax', () => {
  const labels = hostile.flatMap(({ content }) =>
    Array.from(content.matchAll(/^ *\w+[[(|]+"(.*)"[\])|]+/gm), ([, label]) => label ?? ''),
  );
  expect(labels.length).toBeGreaterThan(10);
  expect(labels.filter((label) => /["`{}<>|\\%;]/.test(label.replace(/#(?:\w+);/g, '')))).toEqual([]);
});
