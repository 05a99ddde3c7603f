import { call, expectStatus, listAll, type Answer, type Thing } from './client.ts';
import type { Row } from './gherkin.ts';
import type { ServiceProcess } from './service-process.ts';
import { need, subjectCalled, type Attribute, type Subject, type Vocabulary } from './vocabulary.ts';

/** One thing that a scenario recorded: what was given, what the service answered. */
export type Recorded = { given: Thing; kept: Thing };

/** What the steps of one scenario share. */
export type World = {
  service: ServiceProcess;
  vocabulary: Vocabulary;
  subject: Subject | undefined;
  recorded: Recorded[];
  /** Last request body, and the last answer. */
  sent: Thing;
  key: string;
  answers: Answer[];
  found: Thing[];
};

export const newWorld = (service: ServiceProcess, vocabulary: Vocabulary): World => ({
  service,
  vocabulary,
  subject: undefined,
  recorded: [],
  sent: {},
  key: '',
  answers: [],
  found: [],
});

/** The subject of the scenario, as the step before called it. */
export const subjectOf = (world: World): Subject => need(world.subject, 'it');

export const about = (world: World, word: string): Subject => {
  world.subject = subjectCalled(world.vocabulary, word);
  return world.subject;
};

export const attributeOf = (subject: Subject, word: string): Attribute =>
  need<Attribute>(subject.attributes[word], word);

/** A cell of a table as the contract's type wants it. */
export const valueOf = ({ type }: Attribute, cell: string): unknown => {
  if (type === 'number') return Number(cell);
  if (type === 'boolean') return cell === 'yes';
  return type === 'object' ? JSON.parse(cell) : cell;
};

export const bodyOf = (subject: Subject, row: Row): Thing =>
  Object.fromEntries(
    Object.entries(row).map(([word, cell]) => {
      const attribute = attributeOf(subject, word);
      return [attribute.property, valueOf(attribute, cell)];
    }),
  );

export const lastAnswer = (world: World): Answer => {
  const answer = world.answers.at(-1);
  if (!answer) throw new Error('Nothing was asked of the service yet.');
  return answer;
};

/** Sends what a row describes; the answer is kept, whatever it is. */
export const send = async (world: World, row: Row, headers: Record<string, string> = {}): Promise<Answer> => {
  const subject = subjectOf(world);
  const { path } = need(subject.record, 'record');
  world.sent = bodyOf(subject, row);
  const answer = await call(world.service.url(), path, { method: 'POST', body: world.sent, headers });
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

/** One thing as the service shows it now: read by its id, or picked from the list where it cannot be read. */
export const shown = async (world: World, recorded: Recorded): Promise<Thing | undefined> => {
  const { view, find } = subjectOf(world);
  if (!view || 'lacks' in view) {
    const all = await listAll(world.service.url(), need(find, 'find').path);
    return all.find(({ id }) => id === recorded.kept['id']);
  }
  const answer = await call(world.service.url(), itemPath(view.path, recorded));
  expectStatus(answer, 200, 404);
  return answer.status === 200 ? answer.body : undefined;
};
