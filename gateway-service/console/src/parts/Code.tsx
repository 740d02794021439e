/** Text as a machine has it, which can be folded away. */
export function Code({ title, text }: { title: string; text: string }) {
  return (
    <details open>
      <summary>{title}</summary>
      {/* It scrolls, so it can be reached by keyboard. */}
      <pre className="code" tabIndex={0} role="region" aria-label={title}>{text}</pre>
    </details>
  );
}
