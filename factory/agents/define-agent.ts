import type { z } from 'zod';

import type { KnowledgeEntry } from '../knowledge/knowledge-entry.ts';
import type { Material } from './prompt/data-fence.ts';

/** What an agent found in the knowledge base, best first; `why` names the words and features that matched. */
export type FoundKnowledge = KnowledgeEntry & { why: string };

/** A knowledge entry that an output rests on, for the agent action. */
export type KnowledgeUse = { id: string; why: string };

/** One thing that is wrong with an output although its shape is right. */
export type AgentFinding = { rule: string; message: string };

/** Why an agent cannot answer: what is wrong with what it was given, and what to write instead. */
export type Refusal = { refused: string; suggestion: string };

/** What a model is told. */
export type Prompt<Input> = {
  /** Counts up with every change of meaning: `vision-3`. */
  version: string;
  /** The role and the rules: the same in every call, and nothing in it from outside. */
  instructions: string;
  /** What the answer is about; all of it is data. Together it holds the whole input. */
  material: (input: Input) => readonly Material[];
};

/**
 * An agent: what goes in and out, the text for a model, the rules that answer where no model is configured, and the
 * self-check that holds for both.
 */
export type Agent<Input, Output> = {
  /** `vision-and-planning`. */
  name: string;
  team: 'vision' | 'architecture' | 'engineering' | 'quality' | 'devops';
  input: z.ZodType<Input>;
  output: z.ZodType<Output>;
  /** What to look for in the knowledge base. */
  query: (input: Input) => string;
  /** Among which kinds; absent: patterns and projects. */
  kinds?: readonly KnowledgeEntry['kind'][];
  /** What the wanted thing is made of, for entries that are made of the same. */
  features?: (input: Input) => readonly string[];
  /** What of the knowledge the output really rests on, and why; absent: all that was found. */
  used?: (output: Output, found: readonly FoundKnowledge[]) => KnowledgeUse[];
  prompt: Prompt<Input>;
  /** Deterministic, without I/O; a promise only where a language model file is loaded first. */
  rules: (input: Input, knowledge: readonly FoundKnowledge[]) => Output | Refusal | Promise<Output | Refusal>;
  /** Semantic rules that a schema cannot state. Empty when the output may be used. */
  check: (output: Output, input: Input) => AgentFinding[];
  /** Whole texts of an answer of a model that may name packages, addresses, commands and files. */
  mayName?: (input: Input) => readonly string[];
  /** Members of an answer that may do so where they repeat what was given, word by word: the member, and what was given. */
  mayQuote?: (input: Input) => Readonly<Record<string, string>>;
};

export const defineAgent = <Input, Output>(agent: Agent<Input, Output>): Agent<Input, Output> => agent;

export const isRefusal = (answer: unknown): answer is Refusal =>
  typeof answer === 'object' && answer !== null && 'refused' in answer;
