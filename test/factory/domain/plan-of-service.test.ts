import { describe, expect, it } from 'vitest';

import { planOfService, storiesOf } from '../../../factory/domain/product-plan.ts';
import { servedEverywhere } from '../../../factory/domain/served-requirements.ts';
import { bookshopPlan } from '../fixtures/plans/bookshop.ts';
import { gymPlan } from '../fixtures/plans/gym.ts';

const ids = (service: string) => storiesOf(planOfService(bookshopPlan, service)).map(({ id }) => id);
const names = bookshopPlan.services.map(({ name }) => name);

describe('the plan of a service', () => {
  it('is the whole plan where there is one service', () => {
    expect(planOfService(gymPlan, 'gym')).toBe(gymPlan);
  });

  it('has only the stories about its own things; together they are all', () => {
    const all = names.flatMap(ids);
    expect(new Set(all)).toEqual(new Set(storiesOf(bookshopPlan).map(({ id }) => id)));
    for (const name of names) expect(ids(name).length).toBeLessThan(all.length);
  });
});

describe('a story', () => {
  const served = Object.fromEntries(names.map((name) => [name, ids(name)]));

  it('is served when every service that it concerns serves it', () => {
    expect(new Set(servedEverywhere(bookshopPlan, served))).toEqual(new Set(names.flatMap(ids)));
  });

  it('is not served while one of them does not', () => {
    const [first = ''] = names;
    const missing = ids(first)[0]!;
    const others = { ...served, [first]: ids(first).slice(1) };
    expect(servedEverywhere(bookshopPlan, others)).not.toContain(missing);
  });
});
