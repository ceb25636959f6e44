/** The sign of Tidemark: a tide line above its mark. */
export function Mark({ size = 16 }: { size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      aria-hidden="true"
      className="shrink-0 text-accent"
    >
      <path
        d="M1 6.5c1.75 0 1.75-2.5 3.5-2.5S6.25 6.5 8 6.5 9.75 4 11.5 4 13.25 6.5 15 6.5"
        stroke="currentColor"
        strokeWidth="1.75"
        strokeLinecap="round"
      />
      <path d="M1 11h14" stroke="currentColor" strokeWidth="1.75" strokeLinecap="round" opacity="0.55" />
    </svg>
  );
}
