import { useEffect, useState } from 'react';
import { awaitTurn } from './turns.ts';

/** Whether it is one's turn to appear; at once where that `isDue` already. */
export function useTurn(isDue = false): boolean {
  const [hasCome, setHasCome] = useState(isDue);
  useEffect(() => (hasCome ? undefined : awaitTurn(() => setHasCome(true))), [hasCome]);
  return hasCome;
}
