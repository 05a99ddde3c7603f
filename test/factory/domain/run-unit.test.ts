import { describe, expect, it } from 'vitest';

import { evaluate, fieldsOf } from '../../../factory/domain/evaluate.ts';
import { runUnit } from '../../../factory/domain/run-unit.ts';
import { unitFaults } from '../../../factory/domain/judge-unit.ts';
import { CHECK_DIGIT, FREIGHT } from '../agents/units/fixtures/parcels.ts';

const BODIES = [
  CHECK_DIGIT.replaceAll('digits', 'a').replaceAll('a10', 'ten'),
  FREIGHT.replaceAll('weight', 'b').replace(': number', ''),
  `return a.toUpperCase() + b;`,
  `return \`\${a.trim()}-\${b.toFixed(2)}-\${a.length}\`;`,
  `let count = 0;\nfor (const letter of a) {\n  if (letter === ' ') continue;\n  if (letter === 'x') break;\n  count++;\n}\nreturn count;`,
  `return [...a].map((letter) => letter.charCodeAt(0)).filter((code, index) => code % 2 === index % 2).reduce((sum, code) => sum + code, b);`,
  `return [3, 1, 2].toSorted((one, other) => other - one).join(a);`,
  `const [first, second] = a.split('b');\nreturn second ?? first ?? '';`,
  `return new Date(Date.UTC(2024, 1, 29) + Math.round(b) * 86_400_000).toISOString();`,
  `return b > 1 && a !== '' ? -(b ** 2) : !(b < 0) || b === 3;`,
  `let left = b;\nleft -= 2;\nleft *= 3;\nleft /= 4;\nleft %= 5;\nleft--;\nreturn left;`,
  `return [...a].findLast((letter) => letter > 'c')?.toUpperCase() ?? 'none';`,
  `return Number.isInteger(b) ? String(b).padStart(8, '0') : a.replaceAll('a', (found) => found.repeat(2));`,
  `return [...a].some((letter) => {\n  if (letter === 'a') return true;\n  return letter === 'c';\n});`,
  `let x = 1;\nfor (const y of [1, 2]) {\n  const x2 = x * 2;\n  x = x2 + y;\n}\nreturn [x].map((x) => x + 1).at(0) ?? 0;`,
  `return [[1, 'p'], [2, 'q']].flatMap(([n, t]) => [t, n]).join('');`,
];

const GIVEN = [
  ['', 0],
  ['abc', 1],
  ['a b x c', 2.5],
  ['7992739871', 7],
  ['zzzba', -3],
] as const;

/** What the language itself makes of a body that this file wrote. */
const native = (body: string, a: string, b: number): unknown =>
  // oxlint-disable-next-line no-new-func, typescript/no-implied-eval
  (new Function('a', 'b', body) as (a: string, b: number) => unknown)(a, b);

describe('a custom unit', () => {
  it.each(BODIES)('comes to what the language makes of it: %s', (body) => {
    expect(unitFaults(['a', 'b'], body)).toEqual([]);
    for (const [a, b] of GIVEN)
      expect([
        a,
        b,
        runUnit(
          body,
          new Map<string, string | number>([
            ['a', a],
            ['b', b],
          ]),
        ),
      ]).toEqual([a, b, { value: native(body, a, b) }]);
  });

  it.each([
    ['return process.exit(1);', 'it is refused'],
    [
      `let all = [1];\nfor (const a1 of [...text]) all = [...all, ...all];\nreturn all.length;`,
      'more than 10000',
    ],
    [
      `let n = 0;\nfor (const a1 of text) for (const a2 of text) for (const a3 of text) for (const a4 of text) n += 1;\nreturn n;`,
      'more than 50000 steps',
    ],
    [`return new Date(text).toISOString();`, 'Invalid time value'],
    [`return [...text].at(99).length;`, 'reads a member of what has none'],
  ])('ends, whatever it does: %s', (body, fault) => {
    const run = runUnit(body, new Map([['text', 'abcdefghijklmnopqrst']]));
    expect('fault' in run && run.fault).toContain(fault);
  });

  it('computes a field, which is absent where an argument or the function is', () => {
    const expression = {
      op: 'custom',
      unit: 'up',
      arguments: [{ parameter: 'text', field: 'name' }],
    } as const;
    const up = { ...expression, arguments: [...expression.arguments], body: 'return text.toUpperCase();' };
    const now = '2026-01-01T00:00:00.000Z';
    expect(evaluate(up, { now, field: fieldsOf({ name: 'ann' }) })).toBe('ANN');
    expect(evaluate(up, { now, field: fieldsOf({}) })).toBeUndefined();
    expect(evaluate({ ...up, body: undefined }, { now, field: fieldsOf({ name: 'ann' }) })).toBeUndefined();
  });
});
