import styles from './icons.module.css';

/** One family: a 16 px square, strokes of 1.5 px with round ends. `f:` marks a path that is filled instead of drawn. */
const PATHS = {
  start: ['M3.5 3.5v9', 'f:M12.5 3.5v9L6 8z'],
  back: ['f:M11.5 3.5v9L5 8z'],
  play: ['f:M4.5 3v10l8-5z'],
  pause: ['M5.5 3.5v9', 'M10.5 3.5v9'],
  forward: ['f:M4.5 3.5v9L11 8z'],
  end: ['M12.5 3.5v9', 'f:M3.5 3.5v9L10 8z'],
  nextOfOrder: ['M2.5 8h8', 'M8 5l3 3-3 3', 'M13.5 4v8'],
  previousOfOrder: ['M13.5 8h-8', 'M8 5L5 8l3 3', 'M2.5 4v8'],
  branch: ['M5 5v6', 'M5 8.5c4 0 6-.5 6-3', 'M5 3.2v.1', 'M5 12.8v.1', 'M11 3.2v.1'],
  compare: ['M8 2.5v11', 'M2.5 4.5h3v7h-3z', 'M10.5 4.5h3v7h-3z'],
  paths: ['M2 8L6 3l4 10 4-5', 'M2 8l4 5L10 3l4 5'],
  trash: ['M3 4.5h10', 'M6.2 4.5V3h3.6v1.5', 'M4.4 4.5l.6 8.5h6l.6-8.5'],
  undo: ['M6 3L3 6l3 3', 'M3 6h6a4 4 0 0 1 0 8H6'],
  redo: ['M10 3l3 3-3 3', 'M13 6H7a4 4 0 0 0 0 8h3'],
  light: [
    'M8 5.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6z',
    'M8 1.5v1.2',
    'M8 13.3v1.2',
    'M1.5 8h1.2',
    'M13.3 8h1.2',
    'M3.4 3.4l.9.9',
    'M11.7 11.7l.9.9',
    'M3.4 12.6l.9-.9',
    'M11.7 4.3l.9-.9',
  ],
  dark: ['M13 9.6A5.6 5.6 0 0 1 6.4 3a5.3 5.3 0 1 0 6.6 6.6z'],
  system: ['M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11z', 'f:M8 2.5a5.5 5.5 0 0 1 0 11z'],
  help: ['M5.8 6a2.2 2.2 0 1 1 3.2 2c-.7.4-1 .8-1 1.6', 'M8 12.2v.1'],
  close: ['M4 4l8 8', 'M12 4l-8 8'],
  plus: ['M8 3v10', 'M3 8h10'],
  minus: ['M3 8h10'],
  check: ['M3 8.5l3.2 3.2L13 5'],
  alert: ['M8 2.5L14.5 13h-13z', 'M8 6.5v3', 'M8 11.2v.1'],
  info: ['M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11z', 'M8 7.5v3.2', 'M8 5.2v.1'],
  menu: ['M2.5 4.5h11', 'M2.5 8h11', 'M2.5 11.5h11'],
  chevronDown: ['M4 6.5l4 4 4-4'],
  chevronRight: ['M6.5 4l4 4-4 4'],
  search: ['M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9z', 'M10.4 10.4l3.1 3.1'],
  filter: ['M2.5 4h11', 'M4.5 8h7', 'M6.5 12h3'],
  open: ['M2.5 12.5v-9h4l1.5 2h5.5v7z'],
  save: ['M8 2.5v7.5', 'M5 7.2l3 3 3-3', 'M2.5 11v2.5h11V11'],
  copy: ['M5.5 5.5h8v8h-8z', 'M3 10.5h-.5v-8h8V3'],
  file: ['M4 2.5h5l3 3v8H4z', 'M9 2.5v3h3'],
  table: ['M2.5 3.5h11v9h-11z', 'M2.5 6.5h11', 'M2.5 9.5h11', 'M6.5 6.5v6'],
  chart: ['M2.5 2.5v11h11', 'M5 10l2.5-3 2 1.5L13 4.5'],
  picture: ['M2.5 3.5h11v9h-11z', 'M2.5 11l3.5-4 3 3.5 1.5-1.5 3 3', 'M10.5 6.2v.1'],
  waterfall: ['M2.5 2.5v11h11', 'f:M5 4h2v3H5z', 'f:M8.2 7h2v2.5h-2z', 'f:M11.4 9.5h2v2h-2z'],
  candles: ['M5 2.5v2', 'M5 10.5v3', 'M3.5 4.5h3v6h-3z', 'M11 3.5v2', 'M11 9.5v3', 'M9.5 5.5h3v4h-3z'],
  orders: ['M2.5 4.5h1', 'M2.5 8h1', 'M2.5 11.5h1', 'M6 4.5h7.5', 'M6 8h7.5', 'M6 11.5h7.5'],
  inspect: ['M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9z', 'M10.4 10.4l3.1 3.1', 'M5 7h4', 'M7 5v4'],
  jump: ['M6 3.5h6.5V10', 'M12.5 3.5l-9 9'],
  edit: ['M3 13l.6-2.7 7-7 2.1 2.1-7 7z'],
  split: ['M8 14V9', 'M8 9L4 4.5', 'M8 9l4-4.5', 'M3.5 7V4h3', 'M12.5 7V4h-3'],
  cancel: ['M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11z', 'M4.2 4.2l7.6 7.6'],
  fill: ['M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11z', 'f:M8 8V3.2A4.8 4.8 0 1 1 3.2 8z'],
  lock: ['M4 7.5h8v6H4z', 'M5.5 7.5V5.3a2.5 2.5 0 0 1 5 0v2.2'],
  fee: [
    'M12.5 3.5l-9 9',
    'M4.8 3.6a1.2 1.2 0 1 0 0 2.4 1.2 1.2 0 0 0 0-2.4z',
    'M11.2 10a1.2 1.2 0 1 0 0 2.4 1.2 1.2 0 0 0 0-2.4z',
  ],
  exchange: ['M3 5.5h9', 'M9.5 3L12 5.5 9.5 8', 'M13 10.5H4', 'M6.5 8L4 10.5 6.5 13'],
  pnl: ['M2.5 12l3.5-4 2.5 2 5-6', 'M10 4h3.5v3.5'],
  adjust: ['M8 3v6', 'M5 6h6', 'M5 12.5h6'],
  deposit: ['M8 2.5v7', 'M5 6.8l3 3 3-3', 'M3 13h10'],
  price: ['M8 2.5v11', 'M5.2 5.3L8 2.5l2.8 2.8', 'M5.2 10.7L8 13.5l2.8-2.8'],
  bar: ['M8 2v2.5', 'M8 11.5V14', 'M5.5 4.5h5v7h-5z'],
  sigma: ['M12 4.5V3H4l4.5 5L4 13h8v-1.5'],
  share: ['M8 10V2.5', 'M5 5.3l3-2.8 3 2.8', 'M4.5 7.5h-1v6h9v-6h-1'],
  print: ['M4.5 6V2.5h7V6', 'M4.5 11.5h-2V6h11v5.5h-2', 'M4.5 9.5h7v4h-7z'],
  present: ['M2 3.5h12', 'M3 3.5v6.5h10V3.5', 'M8 10v1.5', 'M5 14l3-2.5 3 2.5'],
  link: [
    'M6.8 9.2a2.5 2.5 0 0 0 3.5 0l2.4-2.4a2.5 2.5 0 0 0-3.5-3.5l-.9.9',
    'M9.2 6.8a2.5 2.5 0 0 0-3.5 0L3.3 9.2a2.5 2.5 0 0 0 3.5 3.5l.9-.9',
  ],
} as const satisfies Record<string, readonly string[]>;

/** The icons there are. */
export type IconName = keyof typeof PATHS;

interface IconProps {
  readonly name: IconName;
  /** CSS pixels; 16 by default. */
  readonly size?: number;
}

/** A drawn sign in the colour of the text around it; silent for those who listen: the control says its words. */
export function Icon({ name, size = 16 }: IconProps) {
  return (
    <svg
      className={styles.icon}
      width={size}
      height={size}
      viewBox="0 0 16 16"
      aria-hidden="true"
      focusable="false"
    >
      {PATHS[name].map((path) =>
        path.startsWith('f:') ? (
          <path key={path} d={path.slice(2)} className={styles.filled} />
        ) : (
          <path key={path} d={path} />
        ),
      )}
    </svg>
  );
}
