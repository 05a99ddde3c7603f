import type { ProjectAccepted } from '../../factory/domain/project-accepted.ts';
import type { Answer } from '../http/answer.ts';
import { rejection, type Response } from './handle-message.ts';

/** What a sender is told of an answer that may be 202. */
export const acceptedReply = (answer: Answer): Response => {
  if (answer.status !== 202) return rejection(answer);
  const data = answer.jsonBody as ProjectAccepted;
  return { type: 'project.accepted.v1', subject: data.projectId, data };
};

/** The key under which a project of a message is made: of one sender, whatever others call theirs. */
export const requestKey = (sender: string, messageId: string): string => `${sender}/${messageId}`;
