import { describe, expect, it } from 'vitest';

import { unitFaults } from '../../../factory/domain/judge-unit.ts';
import { CHECK_DIGIT, FREIGHT } from '../agents/units/fixtures/parcels.ts';

const SOUND = 'const twice = text.repeat(2);\nreturn twice.trim();';

/** Each is planted before the last statement of a sound body, or stands in the place of it. */
const STATEMENTS = [
  `import('node:fs');`,
  `import fs from 'node:fs';`,
  `export const leaked = text;`,
  `globalThis.leaked = text;`,
  `while (true) {}`,
  `do {} while (true);`,
  `for (;;) {}`,
  `for (let at = 0; at < 1e9; at += 1) {}`,
  `for (const key in text) {}`,
  `for await (const each of text) {}`,
  `var leaked = text;`,
  `let late;`,
  `const again = () => again();`,
  `function again() { return again(); }`,
  `class Leak {}`,
  `debugger;`,
  `throw new Error(text);`,
  `try { text.trim(); } catch {}`,
  `text = text.trim(); text.length = 0;`,
  `label: for (const each of text) break label;`,
  `with (text) {}`,
  `const { length } = text;`,
  `const Math = text;`,
  `const undefined = text;`,
  `// @ts-nocheck`,
  `/* oxlint-disable */`,
  `text.trim();`,
  `type Any = string;`,
  `enum Leak { One }`,
  `using held = text;`,
  `{ const process = text; } const gone = process;`,
  `'use asm';`,
  `; };\nconst other = () => {`,
  `return text; }, other = (text) => {`,
];
const VALUES = [
  `process.exit(1)`,
  `process.env.HOME`,
  `globalThis`,
  `eval(text)`,
  `Function(text)()`,
  `new Function(text)()`,
  `require('node:fs')`,
  `await import('node:fs')`,
  `import.meta.url`,
  `fetch(text)`,
  `setTimeout(text, 0)`,
  `Date.now()`,
  `Date()`,
  `new Date()`,
  `Math.random()`,
  `crypto.randomUUID()`,
  `performance.now()`,
  `text.constructor`,
  `text.constructor.constructor('return process')()`,
  `text['constructor']`,
  `text[text]`,
  `''.__proto__`,
  `[]['at']`,
  `Math.constructor`,
  `Object.assign(String, { at: 1 })`,
  `Reflect.get(text, 'at')`,
  `Number.prototype`,
  `Math`,
  `[Math, Number]`,
  `String.raw\`\${text}\``,
  `text.trim\`\``,
  `/(a+)+$/.test(text)`,
  `new RegExp(text).test(text)`,
  `text.replace(/a/g, 'b')`,
  `text.toLocaleUpperCase()`,
  `text.localeCompare('a')`,
  `new Intl.NumberFormat().format(1)`,
  `new Date(0).getHours()`,
  `new Date(0).toString.call(text)`,
  `text.repeat(1e9)`,
  `text.repeat(text.length)`,
  `text.padEnd(101)`,
  `[text].push(text)`,
  `[...text].sort()`,
  `[...text].forEach((each) => each)`,
  `({ text })`,
  `(() => text)()`,
  `((call) => call)(text)`,
  `[text].map(async (each) => each)`,
  `[text].map(function (each) { return each; })`,
  `[text].map(({ length }) => length)`,
  `[text].map((...all) => all)`,
  `[text].map((each = globalThis) => each)`,
  `[text].map(String)`,
  `[1, , 2]`,
  `text as unknown as number`,
  `<any>text`,
  `text!`,
  `text satisfies string`,
  `typeof text`,
  `void text`,
  `delete text.length`,
  `'at' in [text]`,
  `text instanceof String`,
  `1 << 30`,
  `text == null`,
  `null`,
  `10n ** 1000n`,
  `this`,
  `arguments`,
  `new.target`,
  `text.trim`,
  `String.fromCharCode(1)`,
  `[text].at(0)!.constructor`,
  `(text, globalThis)`,
  `yield text`,
  `unknown`,
];

const HOSTILE = [
  ...STATEMENTS.map((plant) => SOUND.replace('return', `${plant}\nreturn`)),
  ...VALUES.map((plant) => SOUND.replace('twice.trim()', plant)),
];

describe('the body of a custom unit', () => {
  it.each([
    ['one of text', ['text'], SOUND],
    ['a check digit', ['digits'], CHECK_DIGIT],
    ['a price', ['weight'], FREIGHT],
    ['a lookup', ['land'], `return [['AT', 20], ['DE', 19]].find(([code]) => code === land)?.[1] ?? 0;`],
    [
      'a day',
      ['day'],
      `const at = new Date(day).getTime();\nreturn new Date(at + 86_400_000).toISOString().slice(0, 10);`,
    ],
    [
      'a decision',
      ['n'],
      `if (n > 2) {\n  return 'many';\n} else if (n > 1) return 'two';\nelse return \`\${n}\`;`,
    ],
    [
      'typed values',
      ['n'],
      `let all: number[] = [];\nfor (const each of [1, 2, 3] as const) all = [...all, each * n];\nreturn Math.max(...all);`,
    ],
  ])('may be %s', (_, parameters, body) => {
    expect(unitFaults(parameters, body)).toEqual([]);
  });

  it.each(HOSTILE)('is refused: %s', (body) => {
    expect(unitFaults(['text'], body)).not.toEqual([]);
  });

  it.each([
    ['', 'it does not return a value on every way'],
    ['if (text.length > 1) return text;', 'it does not return a value on every way'],
    ['return;', 'a value is returned'],
    ['return (', 'it is not the body of one function'],
    [`return '${'a'.repeat(4_000)}';`, 'it is longer than 4000 characters'],
    [`return ${'-'.repeat(0)}${'!('.repeat(70)}text${')'.repeat(70)};`, 'it is nested too deeply'],
  ])('is told what is wrong with %j', (body, fault) => {
    expect(unitFaults(['text'], body)).toContain(fault);
  });

  it.each(['class', 'Math', 'undefined', 'a b', '__proto__'])('has no parameter named %s', (name) => {
    expect(unitFaults([name], 'return 0;')).not.toEqual([]);
  });

  it('is judged in bounded time, however it is nested', () => {
    const began = performance.now();
    for (const open of ['(', '[', '!', '-', '{', '`${', 'a?.b('])
      unitFaults(['a'], `return ${open.repeat(1_300)}`);
    expect(performance.now() - began).toBeLessThan(2_000);
  });
});
