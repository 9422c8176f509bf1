import { useEffect, useState } from 'react';
import { Button } from './Button.tsx';
import { copyText } from './copyText.ts';
import { VisuallyHidden } from './VisuallyHidden.tsx';

const SHOWN_MS = 2500;

interface CopyButtonProps {
  readonly text: string;
  /** What is copied, for those who listen. */
  readonly label: string;
  readonly look?: 'normal' | 'primary';
  /** Called when copying is not allowed: what is to be copied can be selected instead. */
  readonly onRefused: () => void;
}

/** Copies a text and says that it has. */
export function CopyButton({ text, label, look = 'normal', onRefused }: CopyButtonProps) {
  const [outcome, setOutcome] = useState<'copied' | 'refused' | null>(null);
  useEffect(() => {
    if (outcome === null) return undefined;
    const timer = setTimeout(() => setOutcome(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [outcome]);
  const copy = async (): Promise<void> => {
    const isCopied = await copyText(text);
    setOutcome(isCopied ? 'copied' : 'refused');
    if (!isCopied) onRefused();
  };
  return (
    <>
      <Button
        look={look}
        icon={outcome === 'copied' ? 'check' : 'copy'}
        aria-label={label}
        blocked={text === '' ? 'It is being made' : null}
        onClick={() => void copy()}
      >
        {outcome === 'copied' ? 'Copied' : 'Copy'}
      </Button>
      <VisuallyHidden>
        <output>
          {outcome === 'copied' && 'Copied'}
          {outcome === 'refused' && 'Not copied: the browser does not allow it. It is selected instead.'}
        </output>
      </VisuallyHidden>
    </>
  );
}
