import { describe, expect, it } from 'vitest';

import type { TransitionEvent } from '../../../factory/domain/transition-event.ts';
import type { EventJournal } from '../../../platform/ports.ts';
import type { Backing } from './backing.ts';
import { useBacking } from './use-backing.ts';

const event = (id: string, projectid = 'p'): TransitionEvent => ({
  specversion: '1.0',
  id,
  source: '/factory',
  type: 'stage.started',
  subject: projectid,
  time: '2026-01-01T00:00:00.000Z',
  datacontenttype: 'application/json',
  projectid,
  correlationid: 'c',
  causationid: 'p',
  data: { stage: 'vision', message: 'Vision & Planning started' },
});

export const eventJournalContract = (
  name: string,
  makeBacking: () => Promise<Backing<EventJournal>>,
): void => {
  describe(`${name} is an event journal`, () => {
    const { connect, restart } = useBacking(makeBacking);

    it('counts positions from 1 in every project', async () => {
      const journal = await connect();
      expect(await journal.append(event('a'))).toBe(1);
      expect(await journal.append(event('b'))).toBe(2);
      expect(await journal.append(event('c', 'q'))).toBe(1);
      expect(await journal.read('p', 0, 10)).toEqual([
        { position: 1, event: event('a') },
        { position: 2, event: event('b') },
      ]);
    });

    it('keeps the position of an event that comes again', async () => {
      const journal = await connect();
      await journal.append(event('a'));
      await journal.append(event('b'));
      expect(await journal.append(event('a'))).toBe(1);
      expect(await journal.append(event('c'))).toBe(3);
      expect((await journal.read('p', 0, 10)).map((entry) => entry.event.id)).toEqual(['a', 'b', 'c']);
    });

    it('reads a page after a position', async () => {
      const journal = await connect();
      for (const id of ['a', 'b', 'c', 'd']) await journal.append(event(id));
      expect((await journal.read('p', 1, 2)).map(({ position }) => position)).toEqual([2, 3]);
      expect(await journal.read('p', 4, 2)).toEqual([]);
      expect(await journal.read('unknown', 0, 2)).toEqual([]);
    });

    it('numbers without gaps when clients write at once', async () => {
      const clients = [await connect(), await connect()];
      const positions = await Promise.all(
        Array.from({ length: 20 }, (_, index) => clients[index % 2]!.append(event(`e${index >> 1}`))),
      );
      expect(new Set(positions)).toEqual(new Set([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]));
      expect((await clients[0]!.read('p', 0, 100)).map(({ position }) => position)).toEqual([
        1, 2, 3, 4, 5, 6, 7, 8, 9, 10,
      ]);
    });

    it('goes on counting after a restart', async () => {
      await (await connect()).append(event('a'));
      expect(await (await restart()).append(event('b'))).toBe(2);
    });
  });
};
