/** How time passes for what watches over work. Milliseconds; each answers what calls it off. */
export type Timers = {
  after(milliseconds: number, then: () => void): () => void;
  every(milliseconds: number, then: () => void): () => void;
};

export const realTimers: Timers = {
  after(milliseconds, then) {
    const timer = setTimeout(then, milliseconds);
    return () => clearTimeout(timer);
  },
  every(milliseconds, then) {
    const timer = setInterval(then, milliseconds);
    return () => clearInterval(timer);
  },
};
