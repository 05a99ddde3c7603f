import type { Project } from '../../factory/domain/project.ts';
import type { Answer } from '../http/answer.ts';
import type { ProjectAccepted } from '../openapi/components.ts';
import { projectLinks } from './project-links.ts';

/** 202: something was begun for a project; where to follow it. */
export const accepted = ({ id, status }: Pick<Project, 'id' | 'status'>): Answer => {
  const links = projectLinks(id);
  const jsonBody: ProjectAccepted = { projectId: id, status, links };
  return { status: 202, headers: { location: links.self }, jsonBody };
};
