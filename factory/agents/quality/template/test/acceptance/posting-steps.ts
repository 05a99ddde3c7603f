import { expectStatus } from './client.ts';
import type { StepDefinition } from './step-definition.ts';
import { need, subjectCalled, type Move, type Subject } from './vocabulary.ts';
import { ask, called, itemPath, letIn, shown, type World } from './world.ts';

const postOf = (subject: Subject, verb: string): Move & { amount: string } =>
  need<Move & { amount: string }>(subject.posts?.[verb], verb);

const optionsFor = ({ amount, body }: Move & { amount: string }, number: string, key?: string) => ({
  method: 'POST',
  body: { ...body, [amount]: Number(number) },
  ...(key === undefined ? {} : { headers: { 'Idempotency-Key': key } }),
});

const targetOf = (world: World, word: string, name: string) => {
  const subject = subjectCalled(world.vocabulary, word);
  return { subject, recorded: called(world, name) };
};

/** Steps about amounts that are put into an account and taken out of it. */
export const postingSteps: readonly StepDefinition[] = [
  {
    pattern: /^"([^"]+)" of (-?[\d.]+) (?:was|is) done with the ([^"]+) "([^"]+)"$/,
    run: async (world, [verb = '', amount = '', word = '', name = '']) => {
      const { subject, recorded } = targetOf(world, word, name);
      const post = postOf(subject, verb);
      expectStatus(await ask(world, itemPath(post.path, recorded), optionsFor(post, amount)), 200);
      letIn(world);
    },
  },
  {
    pattern:
      /^"([^"]+)" of (-?[\d.]+) (?:was|is) done with the ([^"]+) "([^"]+)" under the idempotency key "(.+)"$/,
    run: async (world, [verb = '', amount = '', word = '', name = '', key = '']) => {
      const { subject, recorded } = targetOf(world, word, name);
      const post = postOf(subject, verb);
      expectStatus(await ask(world, itemPath(post.path, recorded), optionsFor(post, amount, key)), 200);
    },
  },
  {
    pattern: /^"([^"]+)" of (-?[\d.]+) is tried with the ([^"]+) "([^"]+)"$/,
    run: async (world, [verb = '', amount = '', word = '', name = '']) => {
      const { subject, recorded } = targetOf(world, word, name);
      const post = postOf(subject, verb);
      const look = () => shown(world, recorded, subject);
      const before = await look();
      const answer = await ask(world, itemPath(post.path, recorded), optionsFor(post, amount));
      world.attempt = { answer, before, look };
    },
  },
];
