/** Text as a machine has it, which can be folded away. */
export function Code({ title, text, folded = false }: { title: string; text: string; folded?: boolean }) {
  return (
    <details open={!folded}>
      <summary>{title}</summary>
      {/* It scrolls, so it can be reached by keyboard. */}
      <pre className="code" tabIndex={0} role="region" aria-label={title}>{text}</pre>
    </details>
  );
}
