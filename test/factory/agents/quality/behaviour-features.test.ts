import { describe, expect, it } from 'vitest';

import { parseFeature } from '../../../../factory/agents/quality/template/test/acceptance/gherkin.ts';
import type { ProductPlan } from '../../../../factory/domain/product-plan.ts';
import type { Service } from '../../../../factory/domain/blueprint.ts';
import { bookshopBlueprint } from '../../fixtures/blueprints/bookshop.ts';
import { gymBlueprint } from '../../fixtures/blueprints/gym.ts';
import { loyaltyBlueprint } from '../../fixtures/blueprints/loyalty.ts';
import { ratesBlueprint } from '../../fixtures/blueprints/rates.ts';
import { bookshopPlan } from '../../fixtures/plans/bookshop.ts';
import { gymPlan } from '../../fixtures/plans/gym.ts';
import { loyaltyPlan } from '../../fixtures/plans/loyalty.ts';
import { ratesPlan } from '../../fixtures/plans/rates.ts';
import { suiteFor } from './model/run-suite.ts';

const serviceOf = ({ services }: { services: Service[] }, name?: string): Service =>
  services.find((service) => name === undefined || service.name === name)!;

const featureOf = (plan: ProductPlan, service: Service, story: string): string =>
  suiteFor(plan, service).find(({ path }) => path.startsWith(`test/acceptance/${story}-`))!.content;

it('writes both sides of a boundary with numbers that a person can follow', () => {
  expect(featureOf(gymPlan, serviceOf(gymBlueprint), 'r3-s1')).toBe(`@R3 @R3.S1
Feature: Have a place when I booked one
  As a member
  I want to have a place when I booked one
  So that the work gets done

  @R3.S1.C1
  Scenario: booking rule B1
    Given it is "2026-03-02T09:00:00Z"
    And a class "class 36" was recorded:
      | name    | capacity | starts at            |
      | name 35 | 2        | 2026-04-01T09:00:00Z |
    And a booking "booking 38" was recorded:
      | member  | class    |
      | ivan-37 | class 36 |
    And a booking "booking 40" was recorded:
      | member    | class    |
      | samuel-39 | class 36 |
    When a booking "booking 42" is recorded:
      | member   | class    |
      | tomas-41 | class 36 |
    Then it is refused and nothing changed
    Given "cancel" was done with the booking "booking 40"
    When a booking "booking 44" is recorded:
      | member  | class    |
      | ivan-43 | class 36 |
    Then it succeeds
`);
});

it('tries at the edge of a window and a second later', () => {
  const text = featureOf(gymPlan, serviceOf(gymBlueprint), 'r5-s2');
  expect(text.slice(text.indexOf('    When'))).toBe(`    When it is "2026-04-01T07:00:00Z"
    And "cancel" is tried with the booking "booking 77"
    Then it succeeds
    When it is "2026-04-01T07:00:01Z"
    And "cancel" is tried with the booking "booking 79"
    Then it is refused and nothing changed
`);
});

describe('of several services', () => {
  const stories = (name: string): string[] =>
    suiteFor(bookshopPlan, serviceOf(bookshopBlueprint, name))
      .filter(({ path }) => path.endsWith('.feature'))
      .map(({ content }) => parseFeature(content).tags.at(-1) ?? '');

  it('each has the scenarios of its own things', () => {
    expect(Object.fromEntries(bookshopBlueprint.services.map(({ name }) => [name, stories(name)]))).toEqual({
      catalogue: ['@R1.S1', '@R1.S2', '@R1.S3', '@R1.S4', '@R3.S1'],
      orders: ['@R2.S1', '@R2.S2', '@R2.S3', '@R2.S4', '@R3.S2', '@R4.S4', '@R5.S4'],
      payments: ['@R4.S1', '@R4.S2', '@R4.S3'],
      shipping: ['@R5.S1', '@R5.S2', '@R5.S3'],
    });
  });

  it('every criterion of the plan is in exactly one', () => {
    const tags = bookshopBlueprint.services.flatMap((service) =>
      suiteFor(bookshopPlan, service)
        .filter(({ path }) => path.endsWith('.feature'))
        .flatMap(({ content }) => parseFeature(content).scenarios.map((scenario) => scenario.tags[0])),
    );
    const planned = bookshopPlan.epics
      .flatMap(({ features }) => features.flatMap((feature) => feature.stories))
      .flatMap(({ criteria }) => criteria.map(({ id }) => `@${id}`));
    expect(tags.toSorted()).toEqual(planned.toSorted());
  });
});

describe('what the contract lacks', () => {
  const vocabularyOf = (plan: ProductPlan, service: Service): string =>
    suiteFor(plan, service).find(({ path }) => path.endsWith('vocabulary.json'))!.content;

  it('is nothing where the blueprint says what the plan says', () => {
    expect(vocabularyOf(gymPlan, serviceOf(gymBlueprint))).not.toContain('lacks');
    expect(vocabularyOf(loyaltyPlan, serviceOf(loyaltyBlueprint))).not.toContain('lacks');
  });

  it.each([
    {
      lack: 'an operation of a move',
      edit: (service: Service) => {
        service.useCases = service.useCases.filter(({ name }) => name !== 'missBooking');
      },
      says: 'The contract has no operation to \\"miss\\" one of the bookings.',
    },
    {
      lack: 'every state',
      edit: (service: Service) => {
        delete service.aggregates[1]!.lifecycle;
        service.aggregates[1]!.rules = [];
        service.useCases = service.useCases.filter(({ kind }) => kind !== 'transition');
      },
      says: 'The contract has no property for the states of bookings.',
    },
    {
      lack: 'a reference',
      edit: (service: Service) => {
        const field = service.aggregates[1]!.fields.find(({ name }) => name === 'classId')!;
        field.name = 'place';
        service.aggregates[1]!.rules = [];
        for (const useCase of service.useCases)
          if (useCase.kind === 'create' && useCase.aggregate === 'Booking')
            for (const example of useCase.examples) example.input = { member: 'mia', place: 'x' };
      },
      says: 'The contract has no property for the class of bookings.',
    },
  ])('is said where it lacks $lack', ({ edit, says }) => {
    const [service] = structuredClone(gymBlueprint).services;
    edit(service!);
    expect(vocabularyOf(gymPlan, service!)).toContain(says);
  });

  it('is said where an account takes no amounts', () => {
    const [service] = structuredClone(loyaltyBlueprint).services;
    service!.useCases = service!.useCases.filter(({ name }) => name !== 'redeemPoints');
    expect(vocabularyOf(loyaltyPlan, service!)).toContain(
      'The contract has no operation to \\"redeem\\" points.',
    );
  });
});

it('speaks gRPC only where the plan asks for it', () => {
  const paths = (plan: ProductPlan, service: Service) => suiteFor(plan, service).map(({ path }) => path);
  const speaks = 'test/acceptance/grpc-steps.ts';
  expect(paths(ratesPlan, serviceOf(ratesBlueprint))).toContain(speaks);
  const silent = suiteFor(gymPlan, serviceOf(gymBlueprint));
  expect(silent.map(({ path }) => path)).not.toContain(speaks);
  expect(silent.find(({ path }) => path.endsWith('/steps.ts'))!.content).not.toContain('grpc');
});

it('keeps hostile words of rules and states inside their line', () => {
  const hostile = 'ca"n | cel\nThen it succeeds';
  const text = JSON.stringify(gymPlan)
    .replaceAll('"cancel"', JSON.stringify(hostile))
    .replaceAll('"cancelled"', JSON.stringify('so "is" "it"\r\n  Scenario: forged'));
  const plan = JSON.parse(text) as ProductPlan;
  const features = suiteFor(plan, serviceOf(gymBlueprint)).filter(({ path }) => path.endsWith('.feature'));
  const scenarios = features.flatMap(({ content }) => parseFeature(content).scenarios);
  const planned = plan.epics.flatMap(({ features: all }) => all.flatMap(({ stories }) => stories));
  expect(scenarios).toHaveLength(planned.flatMap(({ criteria }) => criteria).length);
});
