import { CircleAlert } from 'lucide-react';
import { Component, type ErrorInfo, type ReactNode } from 'react';
import { Translation } from 'react-i18next';
import { Button } from '../components/Button.tsx';
import { Empty } from '../components/Empty.tsx';

export interface FailureProps {
  readonly children: ReactNode;
}

interface FailureState {
  readonly message: string | null;
}

/** Catches what goes wrong while drawing. Trading does not depend on the window, and the text says so. */
export class Failure extends Component<FailureProps, FailureState> {
  override readonly state: FailureState = { message: null };

  static getDerivedStateFromError(error: unknown): FailureState {
    return { message: error instanceof Error ? error.message : String(error) };
  }

  override componentDidCatch(error: unknown, info: ErrorInfo): void {
    console.error('drawing failed', error, info.componentStack);
  }

  override render(): ReactNode {
    const { message } = this.state;
    if (message === null) return this.props.children;
    return (
      <Translation>
        {(t) => (
          <Empty icon={<CircleAlert size={32} />} title={t('shell.drawingFailed')} text={message}>
            <Button tone="primary" onClick={() => this.setState({ message: null })}>
              {t('shell.drawAgain')}
            </Button>
          </Empty>
        )}
      </Translation>
    );
  }
}
