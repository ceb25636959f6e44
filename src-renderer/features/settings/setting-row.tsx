import type { ReactNode } from 'react';

interface SettingRowProps {
  readonly name: string;
  readonly hint?: string;
  readonly children: ReactNode;
}

export function SettingRow({ name, hint, children }: SettingRowProps) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1.5 border-b border-line py-2.5">
      <div className="min-w-40 flex-1">
        <p className="text-13">{name}</p>
        {hint !== undefined && <p className="text-12 text-text-3">{hint}</p>}
      </div>
      {children}
    </div>
  );
}
