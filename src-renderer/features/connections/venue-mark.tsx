/** A venue's initials in a quiet tile: to find it again among many, without borrowing anyone's logo. */
export function VenueMark({ label }: { label: string }) {
  const words = label.split(/\s+/).filter((word) => word !== '');
  const initials =
    words.length > 1 ? `${words[0]?.[0] ?? ''}${words[1]?.[0] ?? ''}` : (words[0] ?? '').slice(0, 2);
  return (
    <span
      aria-hidden
      className="inline-flex size-8 shrink-0 items-center justify-center rounded border border-line-strong bg-bg-2 text-12 font-semibold text-text-2"
    >
      {initials}
    </span>
  );
}
