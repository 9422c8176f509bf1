import { render, screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { late } from '../../src/store/late.tsx';
import { ErrorBoundary } from '../../src/ui/ErrorBoundary.tsx';

function Greeting({ name }: { readonly name: string }) {
  return <p>Hello {name}</p>;
}

it('a late view shows what waits until its code is there, and then itself with what it is given by then', async () => {
  const arrivals: ((view: typeof Greeting) => void)[] = [];
  const fetchView = (): Promise<typeof Greeting> =>
    new Promise((resolve) => {
      arrivals.push(resolve);
    });
  const LateGreeting = late(fetchView, 'Greeting …');
  const { rerender } = render(<LateGreeting name="one" />);
  expect(screen.getByText('Greeting …')).toBeVisible();
  rerender(<LateGreeting name="two" />);
  arrivals[0]?.(Greeting);
  expect(await screen.findByText('Hello two')).toBeVisible();
  expect(screen.queryByText('Greeting …')).toBeNull();
});

it('a late view whose code does not come says so, and can be asked for again', async () => {
  const quiet = vi.spyOn(console, 'error').mockImplementation(() => {});
  const fetchView = vi
    .fn<() => Promise<typeof Greeting>>()
    .mockRejectedValueOnce(new Error('no network'))
    .mockResolvedValueOnce(Greeting);
  const LateGreeting = late(fetchView);
  const { rerender } = render(
    <ErrorBoundary what="The greeting" resetKey="first">
      <LateGreeting name="again" />
    </ErrorBoundary>,
  );
  expect(await screen.findByRole('alert')).toHaveTextContent('no network');
  rerender(
    <ErrorBoundary what="The greeting" resetKey="second">
      <LateGreeting name="again" />
    </ErrorBoundary>,
  );
  expect(await screen.findByText('Hello again')).toBeVisible();
  quiet.mockRestore();
});
