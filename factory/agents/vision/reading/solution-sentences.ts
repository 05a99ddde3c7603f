import type { Part } from '../read-sentences.ts';
import { readExternal, readInterface } from './externals.ts';
import { readReaction, type Happening, type ReadReaction } from './reactions.ts';
import { announcesServices, readFrame } from './solution-frame.ts';
import { membershipOf, namedServices } from './solution-members.ts';
import { bare } from './solution-words.ts';
import type { Sentence } from './split-sentences.ts';
import type { Tagger } from './tag-words.ts';

/** What a sentence says of services and of what happens between things, and what is left of it for the other readers. */
export type SolutionSentence = {
  parts: Part[];
  rest: Sentence[];
  /** The service whose description it stands in. */
  service?: string;
};

type Said = Pick<Part, 'constraints'> & Partial<Part>;

const part = ({ line }: Sentence, text: string, said: Said): Part => ({
  at: -1,
  operation: false,
  text: text.trim().replace(/[.;]+$/, ''),
  line,
  attributes: [],
  ...said,
});

const happened = ({ thing, state }: Happening, tagger: Tagger): string =>
  `${tagger.singular(thing)}: ${state}`;

const BY_SERVICE =
  /\bthe ([\p{L}-]+(?: [\p{L}-]+)?) service (?:then |also )?(?:creates|adds|records|stores|opens|starts|registers|keeps) an? /u;

/** "the newsletter service adds a subscription": the service keeps subscriptions. */
const keptBy = (sentence: Sentence, { on, effects }: ReadReaction, tagger: Tagger): Part[] => {
  const service = BY_SERVICE.exec(sentence.text.toLowerCase())?.[1];
  const made = effects.find(({ fresh }) => fresh);
  if (service === undefined || made === undefined) return [];
  return [
    part(sentence, sentence.text, {
      verb: 'add',
      operation: true,
      object: tagger.singular(made.thing),
      attributes: [tagger.singular(on.thing)],
      constraints: [{ kind: 'in-service', value: tagger.singular(service) }],
    }),
  ];
};

const readReactions = (sentence: Sentence, tagger: Tagger): Part[] | undefined => {
  const found = readReaction(sentence.text);
  if (!found) return undefined;
  const read = part(sentence, sentence.text, {
    constraints: [
      { kind: 'on', value: happened(found.on, tagger) },
      ...found.effects.map((effect) => ({
        kind: effect.owned ? 'then-its' : effect.fresh ? 'then-a' : 'then-the',
        value: happened(effect, tagger),
      })),
      { kind: 'as-said', value: sentence.text },
    ],
  });
  return [read, ...keptBy(sentence, found, tagger)];
};

const readOutside = (sentence: Sentence, tagger: Tagger): Part[] | undefined => {
  const found = readExternal(sentence.text);
  if (!found) return undefined;
  return [
    part(sentence, sentence.text, {
      constraints: [
        { kind: 'handled', value: `${tagger.singular(found.thing)}: ${tagger.singular(found.system)}` },
        { kind: 'as-said', value: sentence.text },
      ],
    }),
  ];
};

const buildingVerb = (text: string): string =>
  /\b(?:build|create|make|develop|design|implement|write)\b/i.exec(text)?.[0].toLowerCase() ?? 'build';

const readStructure = (sentence: Sentence, tagger: Tagger): Part | undefined => {
  const frame = readFrame(sentence.text, tagger);
  if (!frame) return undefined;
  return part(sentence, sentence.text, {
    verb: buildingVerb(sentence.text),
    constraints: [
      ...(frame.product ? [{ kind: 'service', value: frame.product }] : []),
      ...frame.parts.map((value) => ({ kind: frame.explicit ? 'own-service' : 'part', value })),
    ],
  });
};

const ONE = /\b(?:one|a single|the same) (?:micro-?)?service\b(?! (?:each|per|for))|\bmonolith/i;

/** "… with a gRPC interface": what asks for it, and the sentence without it. */
const withoutInterface = (sentence: Sentence): { asked: Part[]; sentence: Sentence } => {
  const found = readInterface(sentence.text);
  if (!found) return { asked: [], sentence };
  const constraints = [{ kind: 'also-by', value: 'grpc' }];
  return {
    asked: [part(sentence, found.words, { verb: 'build', constraints })],
    sentence: { ...sentence, text: found.rest },
  };
};

type Known = {
  /** Services that have been named as such so far. */
  said: Set<string>;
  names: readonly string[];
  tagger: Tagger;
};

/** The service that a sentence stands in, told once that it is one. */
const readMember = (sentence: Sentence, { said, names, tagger }: Known): SolutionSentence => {
  const { service, rest, said: words } = membershipOf(sentence, names, tagger);
  const parts =
    service === undefined || said.has(service)
      ? []
      : [
          part(sentence, words ?? `the ${service} service`, {
            verb: 'build',
            constraints: [{ kind: 'own-service', value: service }],
          }),
        ];
  if (service) said.add(service);
  return {
    parts,
    rest: /[\p{L}\p{N}]/u.test(rest) ? [{ ...sentence, text: rest }] : [],
    ...(service ? { service } : {}),
  };
};

/** Takes what is said of services, reactions, other systems and interfaces out of the sentences. */
export const readSolution = (all: readonly Sentence[], tagger: Tagger): SolutionSentence[] => {
  const given = all.map(withoutInterface);
  const sentences = given.map(({ sentence }) => sentence);
  const single = sentences.some(({ text }) => ONE.test(text));
  const frames = sentences.map((sentence) => (single ? undefined : readStructure(sentence, tagger)));
  const declared = frames.flatMap((frame) =>
    (frame?.constraints ?? []).filter(({ kind }) => kind === 'own-service').map(({ value }) => value),
  );
  const named = single ? [] : namedServices(sentences, declared);
  const names = named.length > 1 || declared.length > 0 ? named : [];
  const known: Known = { said: new Set(declared), names, tagger };
  let current: string | undefined;
  const readOne = (sentence: Sentence, index: number): SolutionSentence => {
    const frame = frames[index];
    if (frame) return { parts: [frame], rest: [] };
    if (names.length > 0 && announcesServices(sentence.text)) {
      const constraints = [...frameTitle(sentence), { kind: 'as-said', value: sentence.text }];
      return {
        parts: [part(sentence, sentence.text.replace(/:$/, ''), { verb: 'build', constraints })],
        rest: [],
      };
    }
    const between = readReactions(sentence, tagger) ?? readOutside(sentence, tagger);
    if (between) return { parts: between, rest: [] };
    const member = readMember(sentence, known);
    const sameLine = index > 0 && sentences[index - 1]?.line === sentence.line;
    if (member.service) current = member.service;
    else if (sentence.bullet && !sameLine) current = undefined;
    return { ...member, ...(current ? { service: current } : {}) };
  };
  return sentences.map((sentence, index) => {
    const read = readOne(sentence, index);
    return { ...read, parts: [...(given[index]?.asked ?? []), ...read.parts] };
  });
};

const TITLE =
  /^(?:(?:please )?(?:build|create|make|develop|design|implement) )?(?:an? |the |our )?((?:[\p{L}'-]+ ){0,4}?[\p{L}'-]+?),? (?:with|consisting of|made (?:up )?of|has|consists of|that has|which has|split into)\b/iu;

const frameTitle = ({ text }: Sentence): Part['constraints'] => {
  const name = TITLE.exec(text)?.[1];
  return name && !/^(?:it|we|they|system|solution|product|the)$/i.test(name)
    ? [{ kind: 'service', value: bare(name) }]
    : [];
};
