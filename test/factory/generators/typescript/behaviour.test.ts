import { describe, expect, it } from 'vitest';

import type { Blueprint, Service } from '../../../../factory/domain/blueprint.ts';
import { formatFiles } from '../../../../factory/generators/format-files.ts';
import { apiLayer } from '../../../../factory/generators/typescript/api/api-layer.ts';
import { applicationLayer } from '../../../../factory/generators/typescript/application/application-layer.ts';
import { documents } from '../../../../factory/generators/typescript/documents/documents.ts';
import { domainLayer } from '../../../../factory/generators/typescript/domain/domain-layer.ts';
import { infrastructureLayer } from '../../../../factory/generators/typescript/infrastructure/infrastructure-layer.ts';
import { templateFiles } from '../../../../factory/generators/typescript/project/library-files.ts';
import { bookshopBlueprint } from '../../fixtures/blueprints/bookshop.ts';
import * as b from '../../fixtures/blueprints/build.ts';
import { gymBlueprint } from '../../fixtures/blueprints/gym.ts';
import { invoicesBlueprint } from '../../fixtures/blueprints/invoices.ts';
import { loyaltyBlueprint } from '../../fixtures/blueprints/loyalty.ts';
import { ratesBlueprint } from '../../fixtures/blueprints/rates.ts';
import { auditBlueprint } from '../fixtures/audit-blueprint.ts';

const layers = [domainLayer, applicationLayer, infrastructureLayer, apiLayer, documents];

const filesOf = (service: Service) => [
  ...layers.flatMap((layer) => layer(service)),
  ...templateFiles(service, 'libs/'),
];

const contentOf = (service: Service, path: string) =>
  filesOf(service).find((file) => file.path === path)?.content ?? '';

const only = ({ services }: Blueprint): Service => services[0]!;

const [gym, invoices, loyalty, rates] = [
  gymBlueprint,
  invoicesBlueprint,
  loyaltyBlueprint,
  ratesBlueprint,
].map(only) as [Service, Service, Service, Service];

describe.each(
  [gym, invoices, loyalty, rates, ...bookshopBlueprint.services].map(
    (service) => [service.name, service] as const,
  ),
)('the service %s', (_name, service) => {
  it('is the same every time, and formatted it stays as it is', async () => {
    const files = filesOf(service);
    expect(files).toEqual(filesOf(structuredClone(service)));
    const once = await formatFiles(files);
    expect(await formatFiles(once)).toEqual(once);
  });

  it('has the building blocks that its code calls, and no other of behaviour', () => {
    const files = filesOf(service);
    const paths = new Set(files.map(({ path }) => path));
    const called = new Set(
      files.flatMap(({ path, content }) => [
        ...[...content.matchAll(/from '#connectsoft\/([a-z-]+)'/g)].map(([, name]) => name),
        ...(path.startsWith('libs/')
          ? [...content.matchAll(/from '\.\/([a-z-]+)\.ts'/g)].map(([, name]) => name)
          : []),
      ]),
    );
    expect([...called].filter((name) => !paths.has(`libs/connectsoft/${name}.ts`))).toEqual([]);
    const behaviour = ['actor', 'calendar', 'decimal', 'immutable', 'ledger', 'lifecycle', 'occurrences'];
    const present = behaviour.filter((name) => paths.has(`libs/connectsoft/${name}.ts`));
    expect(present.filter((name) => !called.has(name))).toEqual([]);
  });
});

it('gives a service that only keeps things nothing of behaviour', () => {
  const audit = only(auditBlueprint);
  const paths = filesOf(audit).map(({ path }) => path);
  expect(
    paths.filter((path) =>
      /(?<!value)-(rules|facts|derived)\.ts$|calendar|ledger|exclusively|-lock|schedule(?!-worker)/.test(
        path,
      ),
    ),
  ).toEqual([]);
});

it('asks the rules of an aggregate where they matter, and under a lock where others are counted', () => {
  const booked = contentOf(gym, 'src/application/booking/book-class.ts');
  expect(booked).toContain(
    'lockKey("capacityOfClass", input.classId), lockKey("openBookingsPerMember", input.member)',
  );
  const booking = contentOf(gym, 'src/domain/booking/booking.ts');
  expect(booking).toContain('cancel(at: string, facts: Pick<BookingFacts, "class">): void');
  expect(booking).toContain('assertState("status", this.#state.status, ["open"]);');
  expect(contentOf(gym, 'src/domain/booking/booking-rules.ts')).toContain(
    'if (at > earlier(facts.class.startsAt, hours(2)))',
  );
});

it('computes what is derived: with the rest, or for the time of a question', () => {
  const derived = contentOf(invoices, 'src/domain/invoice/invoice-derived.ts');
  expect(derived).toContain('total: rounded(sumOf(invoice.lines.map((line) => line.amount)), 2)');
  expect(derived).toContain(
    'invoice.status === "sent" && invoice.sentAt !== undefined && at >= later(invoice.sentAt, days(30))',
  );
  const state = contentOf(invoices, 'src/domain/invoice/invoice-state.ts');
  expect(state).toMatch(/InvoiceSnapshot = InvoiceState & Readonly<\{[^}]*overdue: boolean/);
});

const changed = (service: Service, change: (service: Service) => void): Service => {
  const copy = structuredClone(service);
  change(copy);
  return copy;
};

it.each<[string, Service]>([
  [
    'Invoice cannot be filtered by overdue, which changes with time.',
    changed(invoices, ({ useCases }) => {
      const search = useCases.find(({ kind }) => kind === 'search');
      if (search?.kind === 'search') search.filters.push({ field: 'overdue', match: 'equals' });
    }),
  ],
  [
    'Derived fields total, overdue need each other.',
    changed(invoices, ({ aggregates }) => {
      const [total, overdue] = aggregates[0]!.fields.filter(({ derived }) => derived);
      total!.derived = b.field('overdue');
      overdue!.derived = b.field('total');
    }),
  ],
  [
    'Booking looks into what member names, which is no aggregate of gym.',
    changed(gym, ({ aggregates }) => {
      const guard = aggregates[1]!.rules.find(({ kind }) => kind === 'guard');
      if (guard?.kind === 'guard') guard.holds = { op: 'present', operand: b.related('member', 'name') };
    }),
  ],
  [
    'The timeout of open names bookClass, which is no transition.',
    changed(gym, ({ aggregates }) => {
      aggregates[1]!.lifecycle!.timeouts = [
        { state: 'open', after: { amount: 1, unit: 'day' }, useCase: 'bookClass' },
      ];
    }),
  ],
  [
    'The clock does cancelBooking: it can give it no input and look nothing up.',
    changed(gym, ({ aggregates }) => {
      aggregates[1]!.lifecycle!.timeouts = [
        { state: 'open', after: { amount: 1, unit: 'day' }, useCase: 'cancelBooking' },
      ];
    }),
  ],
  [
    'An expression reads colour, which is no field there.',
    changed(invoices, ({ aggregates }) => {
      const [rule] = aggregates[0]!.rules;
      if (rule?.kind === 'invariant') rule.holds = { op: 'present', operand: b.field('colour') };
    }),
  ],
])('refuses what cannot be: %s', (message, service) => {
  expect(() => filesOf(service)).toThrow(message);
});

const hostile = 'It\'s "x" */ `y` ${z} \\ <b>\u2028 {{q}}';

it('keeps statements and states inside strings, comments and Markdown', async () => {
  const service = changed(rates, ({ aggregates }) => {
    aggregates[0]!.rules[0]!.statement = hostile;
    aggregates[0]!.lifecycle!.states[0]!.description = hostile;
  });
  const rules = contentOf(service, 'src/domain/rate/rate-rules.ts');
  expect(rules).toContain(`"It's \\"x\\" */ \`y\` \${z} \\\\ <b>\\u2028 {{q}}"`);
  expect(rules.replaceAll(/"(?:[^"\\]|\\.)*"/g, '')).not.toContain('x" */');
  expect((await formatFiles(filesOf(service))).length).toBeGreaterThan(50);
  expect(contentOf(service, 'docs/architecture.md')).toContain('\\`y\\` \\${z}');
});

it('takes what is counted by its own name where that is "amount"', () => {
  const counted = (unit: string): Service => ({
    ...loyalty!,
    aggregates: loyalty!.aggregates.map((aggregate) =>
      aggregate.ledger ? { ...aggregate, ledger: { ...aggregate.ledger, unit } } : aggregate,
    ),
  });
  const taken = (unit: string) =>
    contentOf(counted(unit), 'src/domain/account/account.ts').match(/const (\{[^}]*\}) = checked/)?.[1];
  expect(taken('points')).toBe('{ points: amount, ...details }');
  expect(taken('amount')).toBe('{ amount, ...details }');
});
