import { Component, type ReactNode } from 'react';
import { Button } from './Button.tsx';
import { CommandButton } from './commands.tsx';
import styles from './ErrorBoundary.module.css';

interface Props {
  /** What it is around, for the sentence that replaces it. */
  readonly what: string;
  /** When this changes, what broke is tried again. */
  readonly resetKey?: unknown;
  /** What to offer beside trying again, where it is not to save the scenario. */
  readonly offers?: ReactNode;
  readonly children: ReactNode;
}

interface State {
  readonly error: Error | null;
  readonly resetKey: unknown;
}

/** Keeps a broken part from taking the rest of the page with it. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { error: null, resetKey: this.props.resetKey };

  static getDerivedStateFromError(error: unknown): Partial<State> {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  static getDerivedStateFromProps(props: Props, state: State): State | null {
    return props.resetKey === state.resetKey ? null : { error: null, resetKey: props.resetKey };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === null) return this.props.children;
    return (
      <div className={styles.broken} role="alert">
        <strong>{this.props.what} cannot be shown.</strong>
        <p className={styles.reason}>{error.message}</p>
        <Button onClick={() => this.setState({ error: null })}>Try again</Button>
        {this.props.offers ?? (
          <CommandButton id="saveFile" look="normal">
            Save the scenario that shows it
          </CommandButton>
        )}
      </div>
    );
  }
}
