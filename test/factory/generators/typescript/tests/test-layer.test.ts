import { describe, expect, it } from 'vitest';

import { designBlueprint } from '../../../../../factory/agents/architecture/design-blueprint.ts';
import { isRefusal } from '../../../../../factory/agents/define-agent.ts';
import { visionAgent } from '../../../../../factory/agents/vision/vision-agent.ts';
import type { Service } from '../../../../../factory/domain/blueprint.ts';
import { projectDefinitionSchema } from '../../../../../factory/domain/project-definition.ts';
import { formatFiles } from '../../../../../factory/generators/format-files.ts';
import { applicationLayer } from '../../../../../factory/generators/typescript/application/application-layer.ts';
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

/** The service that the factory designs for a text. */
const serviceFor = async (text: string): Promise<Service> => {
  const plan = await visionAgent.rules(projectDefinitionSchema.parse({ text }), []);
  if (isRefusal(plan)) throw new Error(plan.refused);
  const [service] = designBlueprint(plan, 'typescript').services;
  if (!service) throw new Error('The blueprint has no service.');
  return service;
};

it('change a choice to another of its values, and keep its type', async () => {
  const service = await serviceFor(
    'Keep donations: donor, blood group (A, B or 0) and date. Donors may donate at most 4 times per year.',
  );
  const text = await formatted(service, 'test/unit/domain/donation.test.ts');
  expect(text).toContain("const changed = { ...donationInput(), bloodGroup: 'b' as const };");
});

it('change a reference to another that is there, and a value that is unique to one that is free', async () => {
  const service = await serviceFor(
    'Owners register pets with a name. Appointments are made for a pet at a time. An appointment can be moved until 24 hours before. A pet may have at most two open appointments.',
  );
  const text = await formatted(service, 'test/integration/appointment-api.test.ts');
  expect(text).not.toMatch(/petId: '/);
  const coats = await serviceFor('A coat check takes coats: each coat gets a hook, which no other coat has.');
  expect(await formatted(coats, 'test/integration/coat-api.test.ts')).toContain('hook: fresh().hook');
});

it('look for others among those that may leave the time to the service, and export where no other test is in the way', async () => {
  const service = await serviceFor(
    'Participants log their steps. A participant can log steps at most once a day.',
  );
  const text = await formatted(service, 'test/integration/step-api.test.ts');
  expect(text).toMatch(/exportSteps writes those that[\s\S]*?const \{ url \} = await runService\(\);/);
  const code = applicationLayer(service).find(({ path }) => path.endsWith('/record-step.ts'));
  expect(code?.content).toContain('occurredAt: input.occurredAt ?? at');
});
