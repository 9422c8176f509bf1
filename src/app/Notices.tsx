import { useEffect } from 'react';
import { cursorOf, entryCountOf, focusedOrderOf, recordingOf } from '../store/selectors.ts';
import type { AppState } from '../store/state.ts';
import { useApp, useAppStore } from '../store/useApp.ts';
import { Button } from '../ui/Button.tsx';
import { CommandButton } from '../ui/commands.tsx';
import { isDialogOpen } from '../ui/isDialogOpen.ts';
import { Toast, Toasts } from '../ui/Toast.tsx';
import { useMediaQuery } from '../ui/useMediaQuery.ts';
import { VisuallyHidden } from '../ui/VisuallyHidden.tsx';

/** What the page has to say, and the offer to branch when something was asked for in the past. */
export function Notices() {
  const store = useAppStore();
  const notice = useApp(noticeOf);
  const offer = useApp((state) => state.branchOffer);
  const isUpdateReady = useApp((state) => state.isUpdateReady);
  const cursor = useApp(cursorOf);
  const entries = useApp(entryCountOf);
  const isSaid = useApp(isSaidBelow);
  const isPhone = useMediaQuery('(width <= 767px)');
  useEffect(() => {
    const dismissByEscape = (event: KeyboardEvent): void => {
      const isTaken = event.defaultPrevented || isDialogOpen();
      if (event.key !== 'Escape' || isTaken) return;
      const { branchOffer, dropBranchOffer, tell, offerUpdate } = store.getState();
      if (branchOffer !== null) dropBranchOffer();
      else if (noticeOf(store.getState()) !== null) tell(null);
      else offerUpdate(false);
    };
    // After all that listens at the document.
    window.addEventListener('keydown', dismissByEscape);
    return () => window.removeEventListener('keydown', dismissByEscape);
  }, [store]);
  return (
    <Toasts>
      {isUpdateReady && (
        <Toast
          tone="note"
          onClose={() => store.getState().offerUpdate(false)}
          actions={
            <CommandButton id="update" look="primary">
              Reload
            </CommandButton>
          }
        >
          A new version is ready.
        </Toast>
      )}
      {offer !== null && (
        <Toast
          tone="note"
          onClose={() => store.getState().dropBranchOffer()}
          actions={
            <Button look="primary" icon="branch" onClick={() => store.getState().branchHere()}>
              Branch from here
            </Button>
          }
        >
          “{offer.title}” at moment {cursor} of {entries} would change what came after. A branch starts from
          here and keeps the original.
        </Toast>
      )}
      {offer === null && notice !== null && isPhone && isSaid && (
        <VisuallyHidden>{notice.text}</VisuallyHidden>
      )}
      {offer === null && notice !== null && !(isPhone && isSaid) && (
        <Toast
          tone={notice.tone}
          onClose={() => store.getState().tell(null)}
          actions={
            notice.action !== undefined && <Button onClick={notice.action.run}>{notice.action.title}</Button>
          }
        >
          {notice.text}
        </Toast>
      )}
    </Toasts>
  );
}

/** What there is to tell at the moment that is looked at. */
function noticeOf(state: AppState): AppState['notice'] {
  const { notice } = state;
  return notice?.moment === undefined || notice.moment === cursorOf(state) ? notice : null;
}

/** Whether the order's header or the inspector says what the notice says, where there is no room for both. */
function isSaidBelow(state: AppState): boolean {
  if (state.notice?.moment === undefined || state.view !== 'explore') return false;
  const id = focusedOrderOf(state);
  const order = id === null ? null : recordingOf(state).orders.at(id, { entries: cursorOf(state) });
  return state.tab === 'inspector' || order?.status === 'REJECTED';
}
