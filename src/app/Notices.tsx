import { cursorOf, entryCountOf } from '../store/selectors.ts';
import { useApp, useAppStore } from '../store/useApp.ts';
import { Button } from '../ui/Button.tsx';
import { CommandButton } from '../ui/commands.tsx';
import { Toast, Toasts } from '../ui/Toast.tsx';

/** What the page has to say, and the offer to branch when something was asked for in the past. */
export function Notices() {
  const store = useAppStore();
  const notice = useApp((state) => state.notice);
  const offer = useApp((state) => state.branchOffer);
  const isUpdateReady = useApp((state) => state.isUpdateReady);
  const cursor = useApp(cursorOf);
  const entries = useApp(entryCountOf);
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
      {offer === null && notice !== null && (
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
