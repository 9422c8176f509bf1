import { useEffect, useState } from 'react';
import type { Example } from '../scenario/examples/registry.ts';

/** The examples, which come after the page itself. */
export function useExamples(): readonly Example[] {
  const [examples, setExamples] = useState<readonly Example[]>([]);
  useEffect(() => {
    let isWanted = true;
    const load = async (): Promise<void> => {
      const { EXAMPLES } = await import('../scenario/examples/registry.ts');
      if (isWanted) setExamples(Object.values(EXAMPLES));
    };
    void load();
    return () => {
      isWanted = false;
    };
  }, []);
  return examples;
}
