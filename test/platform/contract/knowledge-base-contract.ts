import { describe, expect, it } from 'vitest';

import type { KnowledgeBase, KnowledgeEntry } from '../../../platform/ports.ts';
import type { Backing } from './backing.ts';
import { useBacking } from './use-backing.ts';

const audit: KnowledgeEntry = {
  id: 'audit-trail',
  title: 'Audit trail',
  kind: 'pattern',
  text: 'Logs who did what and when; append-only, with search and export.',
};
const register: KnowledgeEntry = {
  id: 'register',
  title: 'Register',
  kind: 'pattern',
  text: 'Keeps a list of things with unique codes and makes them searchable. An audit may follow.',
};
const finished: KnowledgeEntry = {
  id: 'p-1',
  title: 'Audit of laboratory samples',
  kind: 'project',
  text: 'A finished project about laboratory samples.',
};

export const knowledgeBaseContract = (
  name: string,
  makeBacking: () => Promise<Backing<KnowledgeBase>>,
): void => {
  describe(`${name} is a knowledge base`, () => {
    const { connect, restart } = useBacking(makeBacking);

    const filled = async (): Promise<KnowledgeBase> => {
      const knowledge = await connect();
      for (const entry of [register, audit, finished]) await knowledge.add(entry);
      return knowledge;
    };

    it('finds the best first and names the words that matched', async () => {
      const knowledge = await filled();
      expect(await knowledge.query('Create an audit trail for logging', ['pattern'], 5)).toEqual([
        { ...audit, why: 'matches audit, logs, trail' },
        { ...register, why: 'matches audit' },
      ]);
    });

    it('narrows by kind and limit', async () => {
      const knowledge = await filled();
      const found = async (kinds: KnowledgeEntry['kind'][], limit: number) =>
        (await knowledge.query('audit trail samples', kinds, limit)).map(({ id }) => id).toSorted();
      expect(await found(['project'], 5)).toEqual(['p-1']);
      expect(await found(['pattern', 'project'], 5)).toEqual(['audit-trail', 'p-1', 'register']);
      expect(await found(['pattern', 'project'], 2)).toHaveLength(2);
      expect(await found([], 5)).toEqual([]);
    });

    it.each([
      '"',
      'audit"',
      "audit' OR 1=1 --",
      'audit AND (trail',
      'NOT audit*',
      'text:audit',
      'NEAR(audit trail)',
      '^audit + -trail',
      'audit\0trail',
      'audit {}',
    ])('reads %j as words', async (text) => {
      const found = (await (await filled()).query(text, ['pattern'], 5)).map(({ id }) => id);
      expect(found).toEqual(text === '"' ? [] : ['audit-trail', 'register']);
    });

    it('finds nothing for words that no entry has, for filler words and for no text', async () => {
      const knowledge = await filled();
      for (const text of ['zorbles', 'with the and of', '', '?!']) {
        expect(await knowledge.query(text, ['pattern', 'project'], 5)).toEqual([]);
      }
    });

    it('reads a definition of the greatest length', async () => {
      const knowledge = await filled();
      const text = `audit ${Array.from({ length: 3_000 }, (_, index) => `w${index}`).join(' ')}`;
      expect((await knowledge.query(text, ['pattern'], 5)).map(({ id }) => id)).toEqual([
        'audit-trail',
        'register',
      ]);
    });

    const ledgers: KnowledgeEntry = {
      id: 'project/p-2',
      title: 'Loyalty points',
      kind: 'project',
      text: 'Members earn and redeem points.',
      features: ['2 services', 'ledger', 'life cycle of 4'],
    };
    const forms: KnowledgeEntry = {
      ...ledgers,
      id: 'project/p-3',
      title: 'Forms',
      features: ['life cycle of 4'],
    };

    it('finds what is made of the same, and says what is shared', async () => {
      const knowledge = await filled();
      for (const entry of [forms, ledgers]) await knowledge.add(entry);
      expect(await knowledge.query('', ['project'], 5, ['ledger', 'life cycle of 4', 'stock'])).toEqual([
        { ...ledgers, why: 'shares ledger, life cycle of 4' },
        { ...forms, why: 'shares life cycle of 4' },
      ]);
      expect(await knowledge.query('zorbles', ['pattern'], 5, ['ledger'])).toEqual([]);
      expect(await knowledge.query('', ['project'], 1, ['ledger', 'life cycle of 4'])).toHaveLength(1);
    });

    it('weighs words and structure together and names both', async () => {
      const knowledge = await filled();
      for (const entry of [forms, ledgers, finished]) await knowledge.add(entry);
      const found = await knowledge.query('earning points', ['project'], 5, ['ledger']);
      expect(found.map(({ id, why }) => [id, why])).toEqual([
        ['project/p-2', 'matches earn, points; shares ledger'],
        ['project/p-3', 'matches earn, points'],
      ]);
    });

    it('keeps archetypes and diagnostics apart from the rest', async () => {
      const knowledge = await filled();
      await knowledge.add({ ...audit, id: 'archetype/audit', kind: 'archetype' });
      await knowledge.add({ ...audit, id: 'diagnostic/audit', kind: 'diagnostic' });
      for (const kind of ['archetype', 'diagnostic'] as const)
        expect((await knowledge.query('audit trail', [kind], 5)).map(({ id }) => id)).toEqual([
          `${kind}/audit`,
        ]);
    });

    it('replaces the features of an entry, too, and keeps them over a restart', async () => {
      const knowledge = await filled();
      await knowledge.add(ledgers);
      await knowledge.add({ ...ledgers, features: ['stock'] });
      expect(await knowledge.query('', ['project'], 5, ['ledger'])).toEqual([]);
      expect(
        (await (await restart()).query('', ['project'], 5, ['stock'])).map(({ features }) => features),
      ).toEqual([['stock']]);
    });

    it('replaces an entry by its id', async () => {
      const knowledge = await filled();
      await knowledge.add({ ...audit, text: 'Something about invoices.' });
      expect(await knowledge.query('export', ['pattern'], 5)).toEqual([]);
      expect((await knowledge.query('invoice', ['pattern'], 5)).map(({ text }) => text)).toEqual([
        'Something about invoices.',
      ]);
    });

    it('keeps entries over a restart', async () => {
      await filled();
      expect((await (await restart()).query('samples', ['project'], 5)).map(({ id }) => id)).toEqual(['p-1']);
    });

    it('removes an entry, so that neither words nor features find it', async () => {
      const knowledge = await filled();
      await knowledge.add({ ...finished, features: ['ledger'] });
      for (let time = 1; time <= 2; time += 1) await knowledge.remove(finished.id);
      await knowledge.remove('unknown');
      expect(await knowledge.query('laboratory samples', ['project'], 5, ['ledger'])).toEqual([]);
      expect((await knowledge.query('audit trail', ['pattern'], 5)).map(({ id }) => id)).toContain(audit.id);
      await knowledge.add(finished);
      expect(await (await restart()).query('laboratory', ['project'], 5)).toHaveLength(1);
    });
  });
};
