import { reviewSchema, type Review } from '../../../factory/domain/review.ts';
import { PortError } from '../../port-error.ts';
import type { ReviewStore } from '../../ports.ts';
import { changing } from './changing.ts';
import type { Document, Items, Stored } from './items.ts';
import { isOwn, refuseForeign } from './partitions.ts';
import { moment } from './moment.ts';

type ReviewDocument = Document & { projectId: string; written: string; review: Review };

const reviewOf = ({ review }: ReviewDocument): Review => reviewSchema.parse(review);

/** Reviews of a tenant in one partition: they are read by their id, and listed over all projects. */
export const createReviewStore = (items: Items, tenant: string): ReviewStore => {
  const documentOf = (review: Review, written: string): ReviewDocument => ({
    id: review.id,
    pk: tenant,
    tenant,
    projectId: review.projectId,
    written,
    review: reviewSchema.parse(review),
  });
  const require = async (id: string): Promise<Stored<ReviewDocument>> => {
    const stored = await items.read<ReviewDocument>(tenant, id);
    if (!stored)
      throw new PortError(
        'invalid-configuration',
        `There is no review ${id}. List the reviews to find its id.`,
      );
    return stored;
  };

  return {
    async open(review) {
      refuseForeign(tenant, review.projectId);
      await items.create(documentOf(review, moment()));
      return reviewOf((await require(review.id)).document);
    },

    async get(id) {
      const stored = await items.read<ReviewDocument>(tenant, id);
      return stored && reviewOf(stored.document);
    },

    async list(projectId) {
      if (projectId !== undefined && !isOwn(tenant, projectId)) return [];
      const found = await (projectId === undefined
        ? items.query<ReviewDocument>(tenant, 'SELECT * FROM c ORDER BY c.written')
        : items.query<ReviewDocument>(
            tenant,
            'SELECT * FROM c WHERE c.projectId = @projectId ORDER BY c.written',
            { projectId },
          ));
      return found.map(reviewOf);
    },

    update: (id, change) =>
      changing(`Review ${id}`, async () => {
        const { document, etag } = await require(id);
        const changed = reviewSchema.parse(change(reviewOf(document)));
        const written = await items.replace({ ...documentOf(changed, document.written), id }, etag);
        return written ? { done: changed } : undefined;
      }),
  };
};
