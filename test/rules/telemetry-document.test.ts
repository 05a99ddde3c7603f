import { globSync, readFileSync } from 'node:fs';

import { format } from 'prettier';
import { describe, expect, it } from 'vitest';

import { METRICS, type Metric } from '../../platform/azure/telemetry/metrics.ts';

const metrics = Object.entries<Metric>(METRICS);

const table = async (): Promise<string> => {
  const rows = metrics.map(
    ([, { name, kind, unit, description, attributes }]) =>
      `| \`${name}\` | ${kind} | ${unit} | ${description.replace(/\.$/, '')} | ${attributes.map((each) => `\`${each}\``).join(', ')} |`,
  );
  const head = '| Metric | Kind | Unit | What | Split by |\n| --- | --- | --- | --- | --- |';
  return format(`${head}\n${rows.join('\n')}\n`, { parser: 'markdown', printWidth: 110 });
};

const sources = globSync('platform/azure/**/*.ts').map((path) => readFileSync(path, 'utf8'));

describe('docs/telemetry.md', () => {
  it('lists every metric as the code has it', async () => {
    expect(metrics.length).toBeGreaterThan(8);
    expect(readFileSync('docs/telemetry.md', 'utf8')).toContain(await table());
  });

  it.each(metrics)('lists %s, which is recorded', (key, { kind }) => {
    const pattern =
      kind === 'gauge'
        ? new RegExp(`observe\\(\\s*'${key}'`)
        : new RegExp(`record\\(\\s*'${key}'|: '${key}'`);
    expect(sources.some((source) => pattern.test(source))).toBe(true);
  });

  it('splits no metric by project', () => {
    expect(metrics.filter(([, { attributes }]) => attributes.includes('factory.project.id'))).toEqual([]);
  });
});
