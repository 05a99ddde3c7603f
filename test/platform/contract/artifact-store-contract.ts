import { createHash } from 'node:crypto';

import { describe, expect, it } from 'vitest';

import type { ArtifactStore } from '../../../platform/ports.ts';
import type { Backing } from './backing.ts';
import { useBacking } from './use-backing.ts';

const file = (path: string, content = `content of ${path}`) => ({ path, content });
const sha256 = (content: string) => createHash('sha256').update(content).digest('hex');

export const artifactStoreContract = (
  name: string,
  makeBacking: () => Promise<Backing<ArtifactStore>>,
): void => {
  describe(`${name} is an artifact store`, () => {
    const { connect, restart } = useBacking(makeBacking);

    it('answers and lists stage, hash and size in bytes of what it stored', async () => {
      const store = await connect();
      const expected = [{ path: 'a.md', stage: 'vision', sha256: sha256('naïve\r\n'), size: 8 }];
      expect(await store.putAll('p', 'vision', [file('a.md', 'naïve\r\n')])).toEqual(expected);
      expect(await store.list('p')).toEqual(expected);
    });

    it.each(['', 'plain', 'línea\r\nzwei\n', '\uFEFFwith a byte order mark', 'nul \0 inside', '😀 𝒳'])(
      'reads back exactly %j',
      async (content) => {
        const store = await connect();
        await store.putAll('p', 'vision', [file('a.txt', content)]);
        expect(await store.read('p', 'a.txt')).toBe(content);
      },
    );

    it('keeps an archive byte by byte', async () => {
      const store = await connect();
      const content = Buffer.from([0x1f, 0x8b, 0x00, 0xff, 0xfe, 0x80]).toString('base64');
      const [stored] = await store.putAll('p', 'engineering', [file('vendor/a-1.0.0.tgz', content)]);
      expect(stored?.size).toBe(6);
      expect(await store.read('p', 'vendor/a-1.0.0.tgz')).toBe(content);
      expect(await store.readAll('p', 'vendor/')).toEqual([file('a-1.0.0.tgz', content)]);
    });

    it('answers undefined for a path that the project lacks', async () => {
      const store = await connect();
      await store.putAll('other', 'vision', [file('a.md')]);
      expect(await store.read('p', 'a.md')).toBeUndefined();
      expect(await store.list('p')).toEqual([]);
      expect(await store.readAll('p', '')).toEqual([]);
    });

    it('lists by code unit and narrows by prefix', async () => {
      const store = await connect();
      // U+FF5E sorts after U+1D4B3 by code unit, before it by code point and by UTF-8 byte.
      const paths = ['C', 'a-b', 'a.b', 'a/b', 'b/\u{1D4B3}', 'b/\uFF5E', '\u00E9'];
      const given = paths.toReversed().map((path) => file(path));
      await store.putAll('p', 'vision', given);
      expect((await store.list('p')).map(({ path }) => path)).toEqual(paths);
      expect((await store.readAll('p', '')).map(({ path }) => path)).toEqual(paths);
      expect((await store.list('p', 'a')).map(({ path }) => path)).toEqual(['a-b', 'a.b', 'a/b']);
    });

    it('reads all below a prefix, with paths relative to it', async () => {
      const store = await connect();
      await store.putAll('p', 'engineering', [
        file('services/audit/src/main.ts', 'main'),
        file('services/audit/README.md', 'readme'),
        file('services/audit-trail/README.md', 'another'),
      ]);
      const expected = [file('README.md', 'readme'), file('src/main.ts', 'main')];
      expect(await store.readAll('p', 'services/audit/')).toEqual(expected);
      expect(await store.readAll('p', 'services/audit')).toEqual(expected);
    });

    it('takes characters of a prefix literally', async () => {
      const store = await connect();
      await store.putAll('p', 'vision', [file('a_b/x', '1'), file('a%/x', '2'), file('axb/x', '3')]);
      expect(await store.readAll('p', 'a_b/')).toEqual([file('x', '1')]);
      expect((await store.list('p', 'a%')).map(({ path }) => path)).toEqual(['a%/x']);
    });

    it('replaces the entry of a path', async () => {
      const store = await connect();
      await store.putAll('p', 'vision', [file('a.md', 'old'), file('b.md', 'kept')]);
      await store.putAll('p', 'quality', [file('a.md', 'new')]);
      expect((await store.list('p')).map(({ path, stage }) => [path, stage])).toEqual([
        ['a.md', 'quality'],
        ['b.md', 'vision'],
      ]);
      expect(await store.read('p', 'a.md')).toBe('new');
    });

    it('shares equal content, and keeps it until the last entry goes', async () => {
      const store = await connect();
      await store.putAll('p', 'vision', [file('a.md', 'same'), file('b.md', 'same')]);
      await store.putAll('q', 'vision', [file('a.md', 'same')]);
      await store.remove('p', ['a.md']);
      await store.putAll('p', 'vision', [file('b.md', 'other')]);
      expect(await store.read('p', 'a.md')).toBeUndefined();
      expect(await store.read('p', 'b.md')).toBe('other');
      expect(await store.read('q', 'a.md')).toBe('same');
    });

    it('removes exact paths and ignores unknown ones', async () => {
      const store = await connect();
      await store.putAll('p', 'vision', [file('a'), file('b/c'), file('b/d')]);
      await store.remove('p', ['a', 'b', 'b/c', 'unknown']);
      expect((await store.list('p')).map(({ path }) => path)).toEqual(['b/d']);
    });

    it.each([
      '',
      '/etc/passwd',
      '../x',
      'a/../../x',
      'a/./b',
      'a//b',
      'a/',
      'a\\b',
      'C:/x',
      'a/nul',
      'COM1.txt',
      'a\nb',
      'a\0b',
      'a\u200Db',
      'a\u202Eb',
      'half \uD800',
      'trailing./x',
      'trailing /x',
    ])('refuses the path %j and writes nothing of the call', async (path) => {
      const store = await connect();
      await expect(store.putAll('p', 'vision', [file('fine'), file(path)])).rejects.toMatchObject({
        kind: 'critical',
      });
      expect(await store.list('p')).toEqual([]);
    });

    it.each([
      ['case', 'src/Event.ts', 'src/event.ts'],
      ['case of a folder', 'src/Event/a.ts', 'src/event/b.ts'],
      ['Unicode composition', 'caf\u00E9.md', 'cafe\u0301.md'],
      ['a file and a folder', 'src/event', 'src/event/a.ts'],
    ])('refuses paths that collide by %s, in one call and over calls', async (_, one, two) => {
      const store = await connect();
      const critical = { kind: 'critical' };
      await expect(store.putAll('p', 'vision', [file(one), file(two)])).rejects.toMatchObject(critical);
      await store.putAll('p', 'vision', [file(one)]);
      await expect(store.putAll('p', 'vision', [file(two)])).rejects.toMatchObject(critical);
      expect((await store.list('p')).map(({ path }) => path)).toEqual([one]);
      await store.putAll('q', 'vision', [file(two)]);
    });

    it('refuses a path that one call gives twice', async () => {
      const store = await connect();
      await expect(store.putAll('p', 'vision', [file('a', '1'), file('a', '2')])).rejects.toMatchObject({
        kind: 'critical',
      });
    });

    it('refuses content that has no UTF-8 form', async () => {
      const store = await connect();
      await expect(store.putAll('p', 'vision', [file('a', 'half \uD800')])).rejects.toMatchObject({
        kind: 'code-generation',
      });
    });

    it('keeps files of concurrent clients', async () => {
      const [one, two] = [await connect(), await connect()];
      await Promise.all(
        Array.from({ length: 10 }, (_, index) =>
          (index % 2 ? one : two).putAll('p', 'engineering', [file(`f${index}`)]),
        ),
      );
      expect((await one.list('p')).map(({ path }) => path)).toEqual(
        Array.from({ length: 10 }, (_, index) => `f${index}`),
      );
    });

    it('discards what a stage wrote, with hash and reason kept, and nothing twice', async () => {
      const store = await connect();
      const [plan] = await store.putAll('p', 'vision', [file('plan.md')]);
      const failed = await store.putAll('p', 'quality', [file('b.json'), file('a.json')]);
      await store.putAll('q', 'quality', [file('a.json')]);
      expect(await store.discard('p', 'quality', 'The gate held it back.')).toBe(2);
      expect(await store.discard('p', 'quality', 'Again.')).toBe(0);
      expect(await store.list('p')).toEqual([plan]);
      expect(await store.read('p', 'a.json')).toBeUndefined();
      expect(await (await restart()).discarded('p')).toEqual(
        failed.toReversed().map((one) => ({ ...one, reason: 'The gate held it back.' })),
      );
      expect(await (await connect()).read('q', 'a.json')).toBe('content of a.json');
      expect(await (await connect()).discarded('q')).toEqual([]);
    });

    it('brings back what the stages before wrote at the same path', async () => {
      const store = await connect();
      await store.putAll('p', 'finalization', [file('summary.md', 'older')]);
      await store.putAll('p', 'finalization', [file('summary.md', 'final')]);
      for (const text of ['deployed', 'deployed twice'])
        await store.putAll('p', 'deployment', [file('summary.md', text)]);
      await store.discard('p', 'deployment', 'It failed.');
      expect((await store.list('p')).map(({ path, stage }) => [path, stage])).toEqual([
        ['summary.md', 'finalization'],
      ]);
      expect(await store.read('p', 'summary.md')).toBe('final');
      await store.discard('p', 'finalization', 'It failed too.');
      expect(await store.list('p')).toEqual([]);
      expect((await store.discarded('p')).map(({ sha256: hash }) => hash)).toEqual([
        sha256('deployed twice'),
        sha256('final'),
      ]);
    });

    it('keeps the paths that it is told to', async () => {
      const store = await connect();
      await store.putAll('p', 'quality', [file('a.md'), file('of a person.md'), file('z.md')]);
      expect(await store.discard('p', 'quality', 'It failed.', ['of a person.md', 'unknown'])).toBe(2);
      expect((await store.list('p')).map(({ path }) => path)).toEqual(['of a person.md']);
    });

    it('keeps what a later stage wrote over what is discarded', async () => {
      const store = await connect();
      await store.putAll('p', 'engineering', [file('a.ts', 'same')]);
      await store.putAll('p', 'quality', [file('a.ts', 'same')]);
      expect(await store.discard('p', 'engineering', 'It failed.')).toBe(1);
      expect(await store.read('p', 'a.ts')).toBe('same');
      await store.discard('p', 'quality', 'It failed.');
      expect(await store.read('p', 'a.ts')).toBeUndefined();
    });

    it('keeps artifacts over a restart', async () => {
      await (await connect()).putAll('p', 'vision', [file('a.md', 'text')]);
      expect(await (await restart()).readAll('p', '')).toEqual([file('a.md', 'text')]);
    });
  });
};
