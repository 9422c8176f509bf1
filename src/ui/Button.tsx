import type { ComponentProps, ReactNode } from 'react';
import styles from './Button.module.css';
import { classNames } from './classNames.ts';
import { Icon, type IconName } from './icons.tsx';

interface ButtonProps extends Omit<ComponentProps<'button'>, 'children'> {
  readonly look?: 'normal' | 'primary' | 'plain' | 'danger';
  readonly icon?: IconName;
  /** Why it cannot be pressed now; it stays reachable, so that the reason can be read. `null` when it can. */
  readonly blocked?: string | null | undefined;
  readonly children?: ReactNode;
}

/** A button; a blocked one says why instead of vanishing from the keyboard's way. */
export function Button({
  look = 'normal',
  icon,
  blocked,
  className,
  onClick,
  title,
  children,
  ...rest
}: ButtonProps) {
  const isBlocked = blocked !== undefined && blocked !== null;
  const isIconOnly = children === undefined || children === null;
  return (
    <button
      type="button"
      {...rest}
      title={isBlocked ? blocked : title}
      aria-disabled={isBlocked || undefined}
      onClick={isBlocked ? undefined : onClick}
      className={classNames(
        styles.button,
        look === 'primary' && styles.primary,
        look === 'plain' && styles.plain,
        look === 'danger' && styles.danger,
        isIconOnly && styles.icon,
        className,
      )}
    >
      {icon !== undefined && <Icon name={icon} />}
      {children}
    </button>
  );
}

interface IconButtonProps extends Omit<ButtonProps, 'children' | 'icon'> {
  readonly icon: IconName;
  /** What it does, in words: its accessible name and tooltip. */
  readonly label: string;
}

/** A button that is only an icon. */
export function IconButton({ label, title, look = 'plain', ...rest }: IconButtonProps) {
  return <Button aria-label={label} title={title ?? label} look={look} {...rest} />;
}
