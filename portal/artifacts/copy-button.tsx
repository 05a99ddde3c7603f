import { useEffect, useState } from 'preact/hooks';

type Outcome = 'copied' | 'refused';

const words: Record<Outcome, string> = { copied: 'Copied', refused: 'Could not copy' };

/** Milliseconds for which the outcome is seen. */
const SHOWN = 2_000;

/** Copies a text; `what` completes its name: "Copy the command". */
export const CopyButton = ({ text, what }: { text: string; what: string }) => {
  const [outcome, setOutcome] = useState<Outcome>();
  useEffect(() => {
    if (!outcome) return undefined;
    const timer = setTimeout(() => setOutcome(undefined), SHOWN);
    return () => clearTimeout(timer);
  }, [outcome]);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      setOutcome('copied');
    } catch {
      setOutcome('refused');
    }
  };
  return (
    <span class="copy">
      <button type="button" class="copy-button" aria-label={`Copy ${what}`} onClick={() => void copy()}>
        Copy
      </button>
      <span class="copy-outcome" role="status">
        {outcome ? words[outcome] : ''}
      </span>
    </span>
  );
};
