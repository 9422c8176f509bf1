import styles from './ActionFields.module.css';

interface SmallButton {
  readonly text: string;
  readonly title: string;
  readonly onClick: () => void;
}

/** Ways to fill a field in by one press, at the right of its label. */
export function SmallButtons({ buttons }: { readonly buttons: readonly SmallButton[] }) {
  return (
    <span className={styles.shares}>
      {buttons.map(({ text, title, onClick }) => (
        <button key={text} type="button" className={styles.share} title={title} onClick={onClick}>
          {text}
        </button>
      ))}
    </span>
  );
}
