import { expect, it } from 'vitest';

import {
  aggregateModels,
  type AggregateModel,
} from '../../../../../factory/generators/typescript/aggregate-model.ts';
import { isAmongRule } from '../../../../../factory/generators/typescript/fact-model.ts';
import { rowsAmong } from '../../../../../factory/generators/typescript/tests/rule-cases.ts';
import { sampleWorld } from '../../../../../factory/generators/typescript/tests/worlds.ts';
import type { Blueprint } from '../../../../../factory/domain/blueprint.ts';
import { gymBlueprint } from '../../../fixtures/blueprints/gym.ts';
import { roomsBlueprint } from '../../fixtures/rooms-blueprint.ts';

const modelOf = ({ services }: Blueprint, name: string): AggregateModel => {
  const found = aggregateModels(services[0]!).find(({ aggregate }) => aggregate.name === name);
  if (!found) throw new Error(`There is no ${name}.`);
  return found;
};

const rowsOf = (model: AggregateModel, name: string) => {
  const rule = model.aggregate.rules.find((candidate) => candidate.name === name);
  if (!rule || !isAmongRule(rule)) throw new Error(`There is no rule ${name}.`);
  return rowsAmong(model, rule, sampleWorld(model)).map(({ facts, isAllowed, world }) => ({
    fact: facts?.[name],
    now: world.now,
    isAllowed,
  }));
};

const booking = modelOf(gymBlueprint, 'Booking');

it('counts to one less than the maximum, and to the maximum', () => {
  expect(rowsOf(booking, 'openBookingsPerMember')).toMatchObject([
    { fact: 2, isAllowed: true },
    { fact: 3, isAllowed: false },
  ]);
});

it('takes the maximum of what is referred to, and of another one', () => {
  expect(rowsOf(booking, 'capacityOfClass')).toMatchObject([
    { fact: 11, isAllowed: true },
    { fact: 12, isAllowed: false },
    { fact: 13, isAllowed: true },
    { fact: 14, isAllowed: false },
  ]);
});

it('adds an amount up to the maximum, and one step more', () => {
  expect(rowsOf(modelOf(roomsBlueprint, 'Desk'), 'widthOfRoom')).toMatchObject([
    { fact: 30, isAllowed: true },
    { fact: 31, isAllowed: false },
  ]);
});

it('stands at both sides of the times in which occurrences count and have consequences', () => {
  const rows = rowsOf(booking, 'blockedAfterMisses');
  const last = '2026-01-31T09:29:00.000Z';
  expect(rows).toEqual([
    { fact: [last], now: '2026-01-31T09:30:00.000Z', isAllowed: true },
    { fact: [last, last], now: '2026-01-31T09:30:00.000Z', isAllowed: false },
    { fact: [last, last], now: '2026-02-07T09:28:59.999Z', isAllowed: false },
    { fact: [last, last], now: '2026-02-07T09:29:00.000Z', isAllowed: true },
    { fact: ['2025-12-31T09:29:00.001Z', last], now: '2026-01-31T09:30:00.000Z', isAllowed: false },
    { fact: ['2025-12-31T09:29:00.000Z', last], now: '2026-01-31T09:30:00.000Z', isAllowed: true },
  ]);
});

it('lets periods touch, and not overlap by a millisecond', () => {
  const rows = rowsOf(modelOf(roomsBlueprint, 'RoomBooking'), 'deskOnce');
  const touching = [
    [{ start: '2026-02-01T09:00:00.000Z', end: '2026-02-02T09:00:00.000Z' }],
    [{ start: '2026-02-02T10:00:00.000Z', end: '2026-02-03T10:00:00.000Z' }],
  ];
  expect(rows.filter(({ isAllowed }) => isAllowed).map(({ fact }) => fact)).toEqual(touching);
  expect(rows.map(({ fact }) => fact)).toContainEqual([
    { start: '2026-02-01T09:00:00.000Z', end: '2026-02-02T09:00:00.001Z' },
  ]);
});
