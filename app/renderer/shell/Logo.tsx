export interface LogoProps {
  readonly title: string;
}

/** An opening candle rising through a line: 开盘. */
export function Logo({ title }: LogoProps) {
  return (
    <svg width="20" height="20" viewBox="0 0 20 20" role="img" aria-label={title}>
      <path d="M2 14.5h5.5v-4h5" fill="none" stroke="currentColor" strokeWidth="1.5" opacity="0.55" />
      <path d="M14.5 1.5v3m0 9.5v3" stroke="currentColor" strokeWidth="1.5" />
      <rect x="12" y="4.5" width="5" height="9.5" rx="1" fill="currentColor" />
    </svg>
  );
}
