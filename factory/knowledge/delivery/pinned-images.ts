/** Images that we build on, to the patch: what one of their names means where a file does not say which. */
export const pinnedImages: readonly string[] = ['node:24.21.0-slim'];
