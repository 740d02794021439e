import { Component, type ReactNode } from 'react';
import { Failed } from './States';

/** Keeps the rest in sight when a page breaks, or a part of it cannot be fetched. */
export class Boundary extends Component<{ children: ReactNode }, { error: unknown }> {
  override state = { error: undefined as unknown };

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  override render() {
    // A part that could not be fetched is asked for again only by a new page.
    return this.state.error === undefined ? this.props.children : <Failed error={this.state.error} again={() => window.location.reload()} />;
  }
}
