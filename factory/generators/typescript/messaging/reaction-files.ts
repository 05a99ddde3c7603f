import type { GeneratedFile } from '../../../domain/artifact.ts';
import type { Service } from '../../../domain/blueprint.ts';
import type { Reaction, ReactionOf } from '../../../domain/reaction.ts';
import { askReaction } from './ask-reaction.ts';
import { createReaction } from './create-reaction.ts';
import { reactionFile, type ReactionCode } from './reaction-code.ts';
import { reactionModels, type ReactionModel } from './reaction-model.ts';
import { reservationReaction } from './reservation-reaction.ts';
import { transitionReaction } from './transition-reaction.ts';

const isOf =
  <Kind extends Reaction['does']['kind']>(...kinds: Kind[]) =>
  (model: ReactionModel): model is ReactionModel<ReactionOf<Kind>> =>
    kinds.some((kind) => kind === model.reaction.does.kind);

const isCreate = isOf('create');
const isTransition = isOf('transition');
const isAsk = isOf('ask');
const isReserve = isOf('reserve');
const isRelease = isOf('release');

export const reactionCode = (model: ReactionModel): ReactionCode => {
  if (isCreate(model)) return createReaction(model);
  if (isTransition(model)) return transitionReaction(model);
  if (isAsk(model)) return askReaction(model);
  if (isReserve(model) || isRelease(model)) return reservationReaction(model);
  throw new Error(`Nothing is known of a reaction that does ${model.reaction.does.kind}.`);
};

/** `src/application/reactions/`: what the service does when events arrive. */
export const reactionFiles = (service: Service): GeneratedFile[] =>
  reactionModels(service).map((model) => reactionFile(model, reactionCode(model)));
