import { describe, expect, it } from 'vitest';

import type { Service } from '../../../../../factory/domain/blueprint.ts';
import { formatFiles } from '../../../../../factory/generators/format-files.ts';
import { testLayer } from '../../../../../factory/generators/typescript/tests/test-layer.ts';
import { bookshopBlueprint } from '../../../fixtures/blueprints/bookshop.ts';
import { gymBlueprint } from '../../../fixtures/blueprints/gym.ts';
import { invoicesBlueprint } from '../../../fixtures/blueprints/invoices.ts';
import { loyaltyBlueprint } from '../../../fixtures/blueprints/loyalty.ts';
import { ratesBlueprint } from '../../../fixtures/blueprints/rates.ts';
import { roomsBlueprint } from '../../fixtures/rooms-blueprint.ts';

const services = [
  gymBlueprint,
  invoicesBlueprint,
  loyaltyBlueprint,
  ratesBlueprint,
  bookshopBlueprint,
  roomsBlueprint,
].flatMap((blueprint) => blueprint.services);

const serviceNamed = (name: string): Service => services.find((service) => service.name === name)!;

const formatted = async (service: Service, path: string): Promise<string> => {
  const files = testLayer(service).filter((file) => file.path === path);
  const [file] = await formatFiles(files);
  return file?.content ?? '';
};

describe.each(services.map((service) => [service.name, service] as const))(
  'the tests of %s',
  (_name, service) => {
    it('are the same every time, and formatted they stay as they are', async () => {
      const files = testLayer(service);
      expect(files).toEqual(testLayer(structuredClone(service)));
      const once = await formatFiles(files);
      expect(await formatFiles(once)).toEqual(once);
    });

    it('are found once, and assert something in every file', () => {
      const files = testLayer(service);
      const paths = files.map(({ path }) => path);
      expect(new Set(paths).size).toBe(paths.length);
      const tests = files.filter(({ path }) => path.endsWith('.test.ts'));
      expect(tests.filter(({ content }) => !content.includes('expect(')).map(({ path }) => path)).toEqual([]);
    });

    it('draw no time and no chance', () => {
      const own = testLayer(service).filter(({ path }) => !path.includes('connectsoft'));
      const drawing = own.filter(
        ({ path, content }) =>
          path.startsWith('test/unit') && /Math\.random|Date\.now|new Date\(\)/.test(content),
      );
      expect(drawing.map(({ path }) => path)).toEqual([]);
    });
  },
);

it('test a guard at its bound', async () => {
  const text = await formatted(serviceNamed('gym'), 'test/unit/domain/booking-rules.test.ts');
  expect(text).toContain("{ case: 'at 2026-03-02T16:00:00.000Z', at: '2026-03-02T16:00:00.000Z' }");
  expect(text).toContain("'cancelUntil refuses cancelBooking: at 2026-03-02T16:00:00.001Z'");
});

it('test every transition from every state', async () => {
  const text = await formatted(serviceNamed('invoices'), 'test/unit/domain/invoice-life-cycle.test.ts');
  expect(text).toContain("'cancelInvoice makes one cancelled that is %s'");
  expect(text).toContain(
    "it.each(['paid', 'cancelled'] as const)('cancelInvoice is refused to one that is %s'",
  );
  expect(text).toContain("'removeInvoice is refused to one that is %s'");
});

it('test what the clock does a millisecond before it is due, and then', async () => {
  const text = await formatted(serviceNamed('rooms'), 'test/unit/domain/room-booking-life-cycle.test.ts');
  expect(text).toContain("roomBooking.advance('2026-02-03T09:29:59.999Z');");
  expect(text).toContain("roomBooking.advance('2026-02-03T09:30:00.000Z');");
});

it('test an account at its floor', async () => {
  const text = await formatted(serviceNamed('rooms'), 'test/unit/domain/purse-ledger.test.ts');
  expect(text).toContain('purse.payOut({ euros: 10.06 }, at)');
  expect(text).toContain('expect(purse.state.balance).toBe(-10);');
});

it('make what a reference names before it is used', async () => {
  const text = await formatted(serviceNamed('rooms'), 'test/support/prepared-room-booking.ts');
  expect(text).toContain("const deskId = await created(url, '/desks', await preparedDesk(url, number));");
});
