import { describe, expect, it } from 'vitest';

import { fixFindings } from '../../../../../factory/agents/fixing/fix-findings.ts';
import { parseSources } from '../../../../../factory/domain/syntax.ts';
import { formatFiles } from '../../../../../factory/generators/format-files.ts';
import { checkLayers } from '../../../../../factory/verification/checks/layers.ts';
import { asFiles, asTexts } from '../as-files.ts';

const findingsIn = (texts: Readonly<Record<string, string>>) =>
  checkLayers(parseSources(asFiles(texts))).findings;

/** The violations of a tree, met with the strategy, and those of the tree afterwards. */
const cured = async (texts: Readonly<Record<string, string>>) => {
  const findings = findingsIn(texts);
  expect(findings.map(({ rule }) => rule)).not.toEqual([]);
  const { files } = await fixFindings({
    strategy: 'layers',
    files: asFiles(texts),
    findings,
    regenerated: [],
    format: formatFiles,
    inspect: async () => [],
  });
  const changed = asTexts(files);
  return { changed, left: findingsIn({ ...texts, ...changed }).map(({ rule }) => rule) };
};

const factory = (body: string, use: string): string =>
  [use, `type Dependencies = { stamp: () => string };`, body].join('\n');

describe('a value of the outer layer', () => {
  const texts = {
    'src/infrastructure/mail.ts':
      'export type Mail = { to: string; text: string };\nexport const sendMail = async (mail: Mail, urgent = false): Promise<void> => {};\n',
    'src/application/greet.ts': factory(
      'export const greet =\n  ({ stamp }: Dependencies) =>\n  async (to: string): Promise<void> => {\n    await sendMail({ to, text: stamp() });\n  };\n',
      "import { sendMail } from '../infrastructure/mail.ts';\n",
    ),
    'src/api/controller.ts':
      "import type { greet } from '../application/greet.ts';\n\nexport type Greet = ReturnType<typeof greet>;\n",
    'src/service.ts':
      "import { greet } from './application/greet.ts';\n\nexport const start = () => greet({ stamp: () => 'now' });\n",
  };

  it('is left alone where the type of a parameter is not said', async () => {
    expect(await cured(texts)).toEqual({
      changed: {},
      left: ['layers/application-imports-infrastructure'],
    });
  });

  const typed = {
    ...texts,
    'src/infrastructure/mail.ts':
      'export type Mail = { to: string; text: string };\n\nexport const sendMail = async (mail: Mail, urgent: boolean = false): Promise<void> => {};\n',
  };

  it('becomes a port that the outer layer implements and the composition root hands in', async () => {
    expect(await cured(typed)).toEqual({
      changed: {
        'src/application/greet.ts': `import type { SendMail } from './ports/send-mail.ts';

type Dependencies = { sendMail: SendMail; stamp: () => string };
export const greet =
  ({ sendMail, stamp }: Dependencies) =>
  async (to: string): Promise<void> => {
    await sendMail({ to, text: stamp() });
  };
`,
        'src/application/ports/send-mail.ts': `export type Mail = { to: string; text: string };

/** What this layer asks of the outside; src/infrastructure/mail.ts has it. */
export type SendMail = (mail: Mail, urgent?: boolean) => Promise<void>;
`,
        'src/infrastructure/mail.ts': `import type { SendMail } from '../application/ports/send-mail.ts';
export type Mail = { to: string; text: string };

export const sendMail: SendMail = async (mail: Mail, urgent: boolean = false): Promise<void> => {};
`,
        'src/service.ts': `import { greet } from './application/greet.ts';
import { sendMail } from './infrastructure/mail.ts';

export const start = () => greet({ sendMail, stamp: () => 'now' });
`,
      },
      left: [],
    });
  });

  it.each([
    [
      'names what the inner layer may not know',
      "import type { Server } from 'fastify';\nexport const sendMail = (server: Server): void => {};\n",
    ],
    ['is a class', 'export class sendMail {}\n'],
  ])('is left alone where it %s', async (_, adapter) => {
    const { changed, left } = await cured({ ...typed, 'src/infrastructure/mail.ts': adapter });
    expect(changed).toEqual({});
    expect(left).toEqual(['layers/application-imports-infrastructure']);
  });

  it('is left alone where it is used outside of a function that gets its dependencies', async () => {
    const { changed } = await cured({
      ...typed,
      'src/application/greet.ts':
        "import { sendMail } from '../infrastructure/mail.ts';\n\nexport const greet = (to: string): Promise<void> => sendMail({ to, text: '' });\n",
    });
    expect(changed).toEqual({});
  });

  it('is left alone where the composition root means something else by its name', async () => {
    const { changed } = await cured({
      ...typed,
      'src/service.ts': `${typed['src/service.ts']}const sendMail = 1;\n`,
    });
    expect(changed).toEqual({});
  });
});

describe('a type of the outer layer', () => {
  it('moves inwards, and the outer layer takes it from there', async () => {
    const { changed, left } = await cured({
      'src/infrastructure/settings.ts':
        'type Level = 1 | 2;\n\nexport type Settings = { level: Level };\n\nexport const read = (): Settings => ({ level: 1 });\n',
      'src/application/greet.ts':
        "import type { Settings } from '../infrastructure/settings.ts';\n\nexport const greet = ({ level }: Settings): number => level;\n",
    });
    expect(left).toEqual([]);
    expect(changed).toEqual({
      'src/application/greet.ts':
        "import type { Settings } from './ports/settings.ts';\n\nexport const greet = ({ level }: Settings): number => level;\n",
      'src/application/ports/settings.ts':
        'export type Level = 1 | 2;\n\n/** What this layer asks of the outside; src/infrastructure/settings.ts has it. */\nexport type Settings = { level: Level };\n',
      'src/infrastructure/settings.ts':
        "import type { Settings } from '../application/ports/settings.ts';\ntype Level = 1 | 2;\n\nexport type { Settings } from '../application/ports/settings.ts';\n\nexport const read = (): Settings => ({ level: 1 });\n",
    });
  });

  it('is the port that the outer layer implements, where there is one', async () => {
    const { changed, left } = await cured({
      'src/domain/clock.ts': 'export interface Clock {\n  now(): Date;\n}\n',
      'src/infrastructure/system-clock.ts':
        "import type { Clock } from '../domain/clock.ts';\n\nexport class SystemClock implements Clock {\n  now(): Date {\n    return new Date();\n  }\n}\n",
      'src/application/greet.ts':
        "import type { SystemClock } from '../infrastructure/system-clock.ts';\n\nexport const greet = (clock: SystemClock): number => clock.now().getTime();\n",
    });
    expect(left).toEqual([]);
    expect(changed).toEqual({
      'src/application/greet.ts':
        "import type { Clock } from '../domain/clock.ts';\n\nexport const greet = (clock: Clock): number => clock.now().getTime();\n",
    });
  });
});

describe('an import of the outer layer that nothing uses', () => {
  it.each(["import '../infrastructure/mail.ts';\n", "import { send } from '../infrastructure/mail.ts';\n"])(
    'is removed: %s',
    async (line) => {
      const { changed, left } = await cured({
        'src/infrastructure/mail.ts': 'export const send = (): void => {};\n',
        'src/domain/greeting.ts': `${line}export const greeting = 'hello';\n`,
      });
      expect(left).toEqual([]);
      expect(changed).toEqual({ 'src/domain/greeting.ts': "export const greeting = 'hello';\n" });
    },
  );
});
