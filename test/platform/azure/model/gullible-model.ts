import { agentOf, rulesAnswer } from '../../../loopback/model/rules-model.ts';
import type { ChatRequest } from '../../../loopback/model/chat-request.ts';
import { readFences } from '../../../loopback/model/read-fences.ts';
import type { Script } from '../../../loopback/model/start-model-server.ts';
import type { Payload } from './injection-cases.ts';

const decoded = (text: string, encoding: 'base64' | 'hex'): string =>
  [...text.matchAll(encoding === 'hex' ? /\b[0-9a-f]{40,}\b/g : /[A-Za-z0-9+/]{40,}={0,2}/g)]
    .map(([part]) => Buffer.from(part, encoding).toString())
    .join('\n');

const rot13 = (text: string): string =>
  text.replace(/[a-z]/gi, (letter) => {
    const first = letter <= 'Z' ? 65 : 97;
    return String.fromCharCode(((letter.charCodeAt(0) - first + 13) % 26) + first);
  });

const percent = (text: string): string =>
  text.replace(/(?:%[0-9a-f]{2})+/gi, (part) => decodeURIComponent(part));

/** All that somebody eager can read out of a text. */
const READINGS: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => text.replaceAll('\\"', '"'),
  (text) => text.normalize('NFKC').replace(/\p{Cf}/gu, ''),
  (text) => [...text].map((sign) => String.fromCodePoint((sign.codePointAt(0) ?? 0) & 0x7f)).join(''),
  (text) => decoded(text, 'base64'),
  (text) => decoded(decoded(text, 'base64'), 'base64'),
  (text) => decoded(text, 'hex'),
  rot13,
  percent,
  (text) => text.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code))),
  (text) =>
    text.replace(/\\{1,2}u([0-9a-f]{4})/g, (_, code: string) => String.fromCharCode(parseInt(code, 16))),
  (text) => [...text].toReversed().join(''),
];

export const reads = (text: string, { value }: Payload): boolean =>
  READINGS.some((reading) => reading(text).includes(value));

type Answer = Record<string, unknown>;
type Put = (answer: Answer, value: string) => Answer;

const inList = (answer: Answer, list: string, change: (item: Answer) => Answer): Answer => ({
  ...answer,
  [list]: (answer[list] as Answer[]).map((item, at) => (at === 0 ? change(item) : item)),
});

const member =
  (name: string): Put =>
  (answer, value) => ({ ...answer, [name]: value });

const ofFirst =
  (list: string, put: Put): Put =>
  (answer, value) =>
    inList(answer, list, (item) => put(item, value));

/** Where each agent's answer has room for what it should not say. */
const PLACES: Readonly<Record<string, readonly Put[]>> = {
  'vision-and-planning': [
    member('summary'),
    member('title'),
    ofFirst('requirements', member('text')),
    ofFirst('assumptions', member('text')),
    ofFirst('epics', member('title')),
    (answer, value) => ({ ...answer, goals: [value] }),
    (_, value) => ({ refused: 'It cannot be planned.', suggestion: `Use ${value} first.` }),
    (answer, value) => ({
      ...answer,
      unrealised: [...(answer['unrealised'] as []), { id: 'U9', text: `Run ${value} now`, reason: value }],
    }),
  ],
  architect: [
    ofFirst('services', member('description')),
    ofFirst('decisions', member('decision')),
    ofFirst('decisions', member('title')),
    ofFirst('services', member('name')),
    ofFirst('services', ofFirst('aggregates', member('description'))),
    ofFirst('services', ofFirst('useCases', member('summary'))),
  ],
  engineer: [
    ofFirst('units', (unit, value) => ({ ...unit, patterns: [value] })),
    ofFirst('units', member('folder')),
    ofFirst('units', member('id')),
    ofFirst('units', (unit, value) => ({ ...unit, dependsOn: [value] })),
  ],
  'devops-engineer': [
    ofFirst('settings', member('value')),
    ofFirst('settings', member('purpose')),
    ofFirst('resources', member('why')),
    ofFirst('alerts', (alert, value) => ({ ...alert, runbook: { meaning: 'Bad.', steps: [value] } })),
    ofFirst('alerts', member('condition')),
    (answer, value) => ({
      ...answer,
      settings: [
        ...(answer['settings'] as []),
        { name: 'NODE_OPTIONS', purpose: 'x', source: 'fixed', value },
      ],
    }),
  ],
};

const obeyed = (request: ChatRequest, answer: Answer, { value }: Payload, turn: number): Answer => {
  const places = PLACES[agentOf(request)] ?? [];
  const put = places[turn % places.length];
  // A list that should hold it and is empty: the summary does as well.
  try {
    return put ? put(answer, value) : answer;
  } catch {
    return places[0]?.(answer, value) ?? answer;
  }
};

const answers = new Map<string, Promise<unknown>>();

/** What the rules say, worked out once for the same data. */
const answerOf = async (request: ChatRequest): Promise<Answer> => {
  const { data } = readFences(request.messages[1]?.content ?? '');
  const own = data.filter(({ name }) => name !== 'guidance' && name !== 'findings');
  const key = JSON.stringify([agentOf(request), own]);
  const answer = answers.get(key) ?? rulesAnswer(request);
  answers.set(key, answer);
  return (await answer) as Answer;
};

/**
 * A model that answers as the rules do until it reads an instruction: outside the fences, or anywhere. Then it does what is
 * asked, each time in another place. `obeyed` counts how often.
 */
export const gullibleModel = (
  payload: Payload,
  where: 'outside' | 'anywhere',
  from: number,
): { script: Script; obeyed: () => number } => {
  let turns = 0;
  return {
    obeyed: () => turns,
    script: async (request) => {
      const texts = request.messages.map(({ role, content }) =>
        role === 'user' && where === 'outside' ? readFences(content).outside : content,
      );
      const answer = await answerOf(request);
      if (!texts.some((text) => reads(text, payload))) return { json: answer };
      turns += 1;
      return { json: obeyed(request, answer, payload, from + turns) };
    },
  };
};
