import { expect, it } from 'vitest';

import { publishDocumentation } from '../../activities/lib/publish-documentation.ts';
import { PortError } from '../../platform/port-error.ts';
import type { Ports, ProjectWiki, WikiPage } from '../../platform/ports.ts';

const texts: Record<string, string> = {
  'architecture/c4.md': '# C4',
  'plan/product-plan.json': '{}',
  'plan/roadmap.md': '# Roadmap',
  'services/orders/README.md': '# Orders',
  'summary.md': '# Summary',
};

const published = async (publish?: ProjectWiki['publish']) => {
  const planned: string[] = [];
  const ports = {
    artifacts: {
      list: async () => Object.keys(texts).map((path) => ({ path })),
      read: async (_: string, path: string) => texts[path],
    },
    undo: {
      plan: async ({ kind, marker }: { kind: string; marker: string }) =>
        void planned.push(`${kind} ${marker}`),
      settle: async () => undefined,
    },
    ...(publish ? { documentation: { publish, remove: async () => undefined } } : {}),
  } as unknown as Ports;
  const input = { projectId: 'p-1', correlationId: 'c-1', attempt: 1, stage: 'deployment' } as const;
  return { said: await publishDocumentation(ports, input), planned };
};

it('the summary, the plan and the architecture become pages, and can be taken back', async () => {
  const seen: WikiPage[] = [];
  const result = await published(async (_, pages) => {
    seen.push(...pages);
    return '/Software factory/p-1';
  });
  expect(seen).toEqual([
    { path: 'architecture/c4', content: '# C4' },
    { path: 'plan/roadmap', content: '# Roadmap' },
    { path: '', content: '# Summary' },
  ]);
  expect(result).toEqual({
    said: ['3 wiki pages at /Software factory/p-1'],
    planned: ['wiki wiki:p-1:deployment'],
  });
});

it('nothing is done or said where the platform has no wiki', async () => {
  expect(await published()).toEqual({ said: [], planned: [] });
});

it('a wiki that may not be written is said, and stops nothing', async () => {
  const refused = new PortError('invalid-configuration', 'No permission.');
  expect((await published(() => Promise.reject(refused))).said).toEqual(['not in the wiki: No permission.']);
});

it('a wiki that cannot be reached is tried again', async () => {
  const lost = new PortError('transient', 'No answer.');
  await expect(published(() => Promise.reject(lost))).rejects.toBe(lost);
});
