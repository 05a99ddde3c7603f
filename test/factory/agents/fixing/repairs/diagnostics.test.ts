import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { fixFindings, nextStrategy } from '../../../../../factory/agents/fixing/fix-findings.ts';
import { diagnosticFor } from '../../../../../factory/agents/fixing/repairs-of.ts';
import { repairs } from '../../../../../factory/agents/fixing/repairs/repairs.ts';
import type { GeneratedFile } from '../../../../../factory/domain/artifact.ts';
import type { FixStrategy } from '../../../../../factory/domain/fix-strategy.ts';
import type { Finding } from '../../../../../factory/domain/quality-report.ts';
import { diagnostics } from '../../../../../factory/knowledge/diagnostics/diagnostics.ts';
import { formatFiles } from '../../../../../factory/generators/format-files.ts';
import { asFiles, asTexts } from '../as-files.ts';
import { plantedMistakes } from './planted-mistakes.ts';
import type { Planted } from './planted/planted.ts';
import { inFolders, toolFindings } from './tools.ts';

const folder = mkdtempSync(join(tmpdir(), 'planted-'));
const folderOf = ({ code }: Planted): string => code.toLowerCase();

/** Findings of each tree, with the paths that they have there. */
const found = async (
  trees: ReadonlyMap<string, readonly GeneratedFile[]>,
): Promise<Map<string, Finding[]>> => {
  const all = await toolFindings(folder, inFolders(trees));
  return new Map(
    [...trees.keys()].map((name) => {
      const prefix = `src/${name}/`;
      const own = all.filter(({ file }) => file?.startsWith(prefix));
      return [name, own.map((finding) => ({ ...finding, file: finding.file?.slice(prefix.length) ?? '' }))];
    }),
  );
};

const STRATEGIES: readonly FixStrategy[] = ['imports', 'await', 'known-diagnostic'];

const isOfCode = (code: string, finding: Finding): boolean => diagnosticFor(finding)?.code === code;

let before: Map<string, Finding[]>;
let after: Map<string, Finding[]>;
const repaired = new Map<string, GeneratedFile[]>();
const strategies = new Map<string, FixStrategy>();

/** Only the findings of the code are met, each with the strategies that it has, until one changes something. */
const repair = async (planted: Planted): Promise<GeneratedFile[]> => {
  const files = asFiles(planted.texts);
  const findings = (before.get(folderOf(planted)) ?? []).filter((each) => isOfCode(planted.code, each));
  const tried: FixStrategy[] = [];
  for (const finding of findings)
    for (
      let strategy = nextStrategy(finding, tried);
      strategy && STRATEGIES.includes(strategy);
      strategy = nextStrategy(finding, tried)
    ) {
      const given = { files, findings, regenerated: [], format: formatFiles, inspect: async () => [] };
      const { files: changed } = await fixFindings({ strategy, ...given });
      if (changed.length > 0) {
        strategies.set(planted.code, strategy);
        return files.map((file) => changed.find(({ path }) => path === file.path) ?? file);
      }
      tried.push(strategy);
    }
  return files;
};

beforeAll(async () => {
  symlinkSync(join(process.cwd(), 'node_modules'), join(folder, 'node_modules'));
  before = await found(new Map(plantedMistakes.map((each) => [folderOf(each), asFiles(each.texts)])));
  for (const planted of plantedMistakes) repaired.set(folderOf(planted), await repair(planted));
  after = await found(repaired);
}, 60_000);

afterAll(() => rmSync(folder, { recursive: true }));

const told = (findings: readonly Finding[] | undefined): string[] =>
  (findings ?? []).map(({ rule, line, message }) => `${rule} ${line}: ${message}`);

describe('what the knowledge base knows how to cure', () => {
  it('has a planted mistake for every code that the tools find here, and only names repairs that there are', () => {
    const known = diagnostics.filter((each) => each.repairs);
    // Only a linter that knows types finds this one.
    const codes = known.map(({ code }) => code).filter((code) => code !== 'no-floating-promises');
    expect(plantedMistakes.map(({ code }) => code).toSorted()).toEqual(codes.toSorted());
    expect(known.length).toBeGreaterThanOrEqual(20);
    expect(known.flatMap((each) => each.repairs ?? []).filter((name) => !repairs[name])).toEqual([]);
  });

  describe.each(plantedMistakes.map((planted) => ({ ...planted, planted })))('$code', ({ code, planted }) => {
    it('is found by the tool where it was planted', () => {
      const findings = before.get(folderOf(planted));
      expect(
        findings?.some((each) => isOfCode(code, each)),
        told(findings).join('\n'),
      ).toBe(true);
    });

    it('is cured, and nothing else is found then', () => {
      const [path, text] = planted.becomes;
      expect(planted.texts[path]).not.toContain(text);
      expect(asTexts(repaired.get(folderOf(planted)) ?? [])[path]).toContain(text);
      expect(told(after.get(folderOf(planted)))).toEqual([]);
    });
  });
});
