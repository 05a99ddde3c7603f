import { proofOf, SOMEBODY, type Caller } from './callers.ts';
import { call, expectStatus, listAll, type Answer, type Call, type Thing } from './client.ts';
import type { Row } from './gherkin.ts';
import type { ServiceProcess } from './service-process.ts';
import { bodyFrom, idFor } from './values.ts';
import { need, subjectCalled, type Subject, type Vocabulary } from './vocabulary.ts';

/** One thing that a scenario recorded: what was given, what the service answered. */
export type Recorded = { given: Thing; kept: Thing };

/** What was tried last: how the service answered, and a look at what must not have changed if it refused. */
export type Attempt = { answer: Answer; before: unknown; look: () => Promise<unknown> };

/** What the steps of one scenario share. */
export type World = {
  service: ServiceProcess;
  vocabulary: Vocabulary;
  /** Headers of every call: what time it is. */
  headers: Record<string, string>;
  /** Who calls; absent: nobody says it. */
  caller: Caller | undefined;
  subject: Subject | undefined;
  recorded: Recorded[];
  /** Things that the scenario calls by a name. */
  named: Map<string, Recorded>;
  /** Parts that every body of a thing holds, in the contract's properties. */
  parts: Map<Subject, Thing>;
  attempt: Attempt | undefined;
  /** The last caller who was let in. */
  insider: Caller | undefined;
  /** The event that was sent last. */
  event: Thing;
  /** What the service did that was due, when it was last told to. */
  done: number;
  /** Last request body, and the last answer. */
  sent: Thing;
  key: string;
  answers: Answer[];
  found: Thing[];
};

export const newWorld = (service: ServiceProcess, vocabulary: Vocabulary): World => ({
  service,
  vocabulary,
  headers: {},
  caller: SOMEBODY,
  subject: undefined,
  recorded: [],
  named: new Map(),
  parts: new Map(),
  attempt: undefined,
  insider: undefined,
  event: {},
  done: 0,
  sent: {},
  key: '',
  answers: [],
  found: [],
});

/** Calls the service as the scenario's caller, at the scenario's time. */
export const ask = async (world: World, path: string, options: Call = {}): Promise<Answer> => {
  const headers = { ...world.headers, ...(await proofOf(world.service, world.caller)), ...options.headers };
  return call(world.service.url(), path, { ...options, headers });
};

export const letIn = (world: World): void => {
  world.insider = world.caller;
};

/** What the scenario calls by a name. */
export const called = (world: World, name: string): Recorded => {
  const found = world.named.get(name);
  if (!found) throw new Error(`Nothing is called "${name}".`);
  return found;
};

export const tried = ({ attempt }: World): Attempt => {
  if (!attempt) throw new Error('Nothing was tried yet.');
  return attempt;
};

/** The subject of the scenario, as the step before called it. */
export const subjectOf = (world: World): Subject => need(world.subject, 'it');

export const about = (world: World, word: string): Subject => {
  world.subject = subjectCalled(world.vocabulary, word);
  return world.subject;
};

/** Id of what a scenario calls by a name; of what another service keeps where it recorded none. */
export const idOf = (world: World, name: string): string =>
  String(world.named.get(name)?.kept['id'] ?? idFor(name));

export const bodyOf = (world: World, subject: Subject, row: Row): Thing => ({
  ...bodyFrom(subject.attributes, row, (name) => idOf(world, name)),
  ...world.parts.get(subject),
});

export const lastAnswer = (world: World): Answer => {
  const answer = world.answers.at(-1);
  if (!answer) throw new Error('Nothing was asked of the service yet.');
  return answer;
};

/** Sends what a row describes; the answer is kept, whatever it is. */
export const send = async (world: World, row: Row, headers: Record<string, string> = {}): Promise<Answer> => {
  const subject = subjectOf(world);
  const { path } = need(subject.record, 'record');
  world.sent = bodyOf(world, subject, row);
  const answer = await ask(world, path, { method: 'POST', body: world.sent, headers });
  world.answers.push(answer);
  return answer;
};

/** Records what a row describes; anything but success fails. */
export const record = async (
  world: World,
  row: Row,
  headers: Record<string, string> = {},
): Promise<Recorded> => {
  const answer = await send(world, row, headers);
  expectStatus(answer, 201);
  const recorded = { given: world.sent, kept: answer.body };
  world.recorded.push(recorded);
  return recorded;
};

export const nth = (world: World, index: number): Recorded => {
  const recorded = world.recorded.at(index);
  if (!recorded) throw new Error(`Fewer than ${index + 1} were recorded.`);
  return recorded;
};

export const itemPath = (path: string, { kept }: Recorded): string =>
  path.replace('{id}', encodeURIComponent(String(kept['id'])));

export const allOf = (world: World, subject: Subject, query?: Record<string, string>): Promise<Thing[]> =>
  listAll((path, options) => ask(world, path, options), need(subject.find, 'find').path, query);

/** One thing as the service shows it now: read by its id, or picked from the list where it cannot be read. */
export const shown = async (
  world: World,
  recorded: Recorded,
  subject = subjectOf(world),
): Promise<Thing | undefined> => {
  const { view } = subject;
  if (!view || 'lacks' in view) {
    const all = await allOf(world, subject);
    return all.find(({ id }) => id === recorded.kept['id']);
  }
  const answer = await ask(world, itemPath(view.path, recorded));
  expectStatus(answer, 200, 404);
  return answer.status === 200 ? answer.body : undefined;
};
