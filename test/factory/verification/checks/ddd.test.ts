import { expect, it } from 'vitest';

import { checkDdd } from '../../../../factory/verification/checks/ddd.ts';
import { resultOf } from '../../../../factory/verification/inspection.ts';
import { parseSources } from '../../../../factory/domain/syntax.ts';
import { bookshopBlueprint } from '../../fixtures/blueprints/bookshop.ts';
import { everythingBlueprint } from '../../generators/fixtures/everything-blueprint.ts';

const service = everythingBlueprint.services[0]!;

const clean: Record<string, string> = {
  'src/domain/errors.ts': 'export class NotFound extends Error {}',
  'src/domain/order/order.ts': "import { NotFound } from '../errors.ts';\nexport { NotFound };",
  'src/domain/order/order-repository.ts': 'export interface OrderRepository { add(): void; remove(): void }',
  'src/domain/error/error.ts':
    "import type { OrderId } from '../order/order-id.ts';\nexport type E = OrderId;",
  'src/domain/error/error-repository.ts': 'export interface ErrorRepository { append(): void; page(): void }',
  'src/domain/class/class.ts': 'export class Class {}',
  'src/domain/class/class-repository.ts': 'export interface ClassRepository { find(): void }',
};

const findings = (changes: Record<string, string | undefined> = {}) =>
  checkDdd(
    parseSources(
      Object.entries({ ...clean, ...changes }).flatMap(([path, content]) =>
        content === undefined ? [] : [{ path, content }],
      ),
    ),
    service,
  ).findings.map(({ rule, file }) => `${rule} ${file}`);

it('accepts aggregates that know each other by id, each with its repository', () => {
  expect(findings()).toEqual([]);
});

it('catches a reference to another aggregate', () => {
  const path = 'src/domain/error/error.ts';
  expect(findings({ [path]: "import type { Order } from '../order/order.ts';" })).toEqual([
    `ddd/reference-by-id ${path}`,
  ]);
});

it('catches an aggregate without a root or without a repository', () => {
  expect(findings({ 'src/domain/class/class.ts': undefined })).toEqual([
    'ddd/aggregate-root src/domain/class/class.ts',
  ]);
  expect(findings({ 'src/domain/class/class-repository.ts': undefined })).toEqual([
    'ddd/one-repository-per-root src/domain/class/',
  ]);
});

it('catches a second repository, and one that belongs to no root', () => {
  const port = 'export interface LineRepository { find(): void }';
  expect(findings({ 'src/domain/order/order-line-repository.ts': port })).toEqual([
    'ddd/one-repository-per-root src/domain/order/',
  ]);
  expect(findings({ 'src/domain/order-line/order-line-repository.ts': port })).toEqual([
    'ddd/repository-without-root src/domain/order-line/order-line-repository.ts',
  ]);
});

it.each(['update(): void', 'delete: () => void', 'replaceAll(): void'])(
  'catches "%s" in the repository of an append-only aggregate',
  (member) => {
    const path = 'src/domain/error/error-repository.ts';
    expect(findings({ [path]: `export interface ErrorRepository { append(): void; ${member} }` })).toEqual([
      `ddd/append-only ${path}`,
    ]);
  },
);

it('fails where there is no domain', () => {
  expect(resultOf('ddd', 0, checkDdd([], { ...service, aggregates: [] }))).toMatchObject({
    status: 'failed',
    inspected: 0,
  });
});

const PORT = 'src/application/ports/payment-provider.ts';
const ADAPTER = 'src/infrastructure/external-systems/payment-provider.ts';
const [, orders, payments] = bookshopBlueprint.services;

const found = (blueprintService: typeof service, files: Record<string, string>) =>
  checkDdd(
    parseSources(Object.entries(files).map(([path, content]) => ({ path, content }))),
    blueprintService,
  ).findings.map(({ rule, file }) => `${rule} ${file}`);

it('lets facts say what another aggregate is, by type, and nothing else of it', () => {
  const facts = 'src/domain/error/error-facts.ts';
  const state = 'src/domain/order/order-state.ts';
  const withFacts = (line: string) =>
    findings({ [state]: 'export type OrderState = string; export const x = 1;', [facts]: line });
  expect(
    withFacts("import type { OrderState } from '../order/order-state.ts'; export type F = OrderState;"),
  ).toEqual([]);
  expect(withFacts("import { x } from '../order/order-state.ts'; export const f = x;")).toEqual([
    `ddd/reference-by-id ${facts}`,
  ]);
  expect(withFacts("import type { Order } from '../order/order.ts'; export type F = Order;")).toEqual([
    `ddd/reference-by-id ${facts}`,
  ]);
});

it('asks for a file of each part', () => {
  const files = {
    'src/domain/order/order.ts': 'export class Order {}',
    'src/domain/order/order-repository.ts': 'export interface OrderRepository { find(): void }',
  };
  expect(found(orders!, files)).toEqual(['ddd/part src/domain/order/line.ts']);
  expect(found(orders!, { ...files, 'src/domain/order/line.ts': 'export type Line = string;' })).toEqual([]);
});

it('asks for a port of each system that is not ours, and for what implements it', () => {
  const files = {
    'src/domain/payment/payment.ts': 'export class Payment {}',
    'src/domain/payment/payment-repository.ts': 'export interface PaymentRepository { find(): void }',
  };
  const port = { ...files, [PORT]: 'export interface PaymentProvider { collect(): void }' };
  const adapter = "import type { PaymentProvider } from '../../application/ports/payment-provider.ts';";
  expect(found(payments!, files)).toEqual([`ddd/port ${PORT}`]);
  expect(found(payments!, port)).toEqual([`ddd/adapter ${PORT}`]);
  expect(found(payments!, { ...port, [ADAPTER]: adapter })).toEqual([]);
});
