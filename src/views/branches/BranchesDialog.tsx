import { RUN_IS_OVER } from '../../store/scenarioSlice.ts';
import { useApp } from '../../store/useApp.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import styles from './BranchesDialog.module.css';
import { BranchRows } from './BranchRows.tsx';
import { branchTree } from './branchTree.ts';
import { NewBranch } from './NewBranch.tsx';

/** Every branch with what it leaves and where: a new one from this moment, and what can be done with those there are. */
export function BranchesDialog({ onClose }: { readonly onClose: () => void }) {
  const open = useApp((state) => state.open);
  const notice = useApp((state) => state.notice);
  const isRun = useApp((state) => state.shownRun !== null);
  return (
    <Dialog title="Branches" onClose={onClose}>
      <div className={styles.content}>
        {isRun ? <p className={styles.note}>{RUN_IS_OVER}</p> : <NewBranch />}
        <section aria-label="Open scenarios">
          <h3 className={styles.heading}>Open scenarios and their branches</h3>
          <BranchRows nodes={branchTree(open)} />
          {/* The page's own notices lie behind the dialog. */}
          <output className={styles.notice}>
            {notice?.action !== undefined && (
              <>
                <span>{notice.text}</span>
                <Button
                  icon="undo"
                  onClick={() => {
                    notice.action?.run();
                    onClose();
                  }}
                >
                  {notice.action.title}
                </Button>
              </>
            )}
          </output>
        </section>
      </div>
    </Dialog>
  );
}
