import { TriangleAlert } from 'lucide-react';
import { TextField } from '../../../ui/text-field.tsx';
import { withdrawalSentence } from './withdrawal-words.ts';

/** K9: a key that may withdraw is not taken unless the person says in words that he knows. */
export function WithdrawalGuard({ words, onChange }: { words: string; onChange(words: string): void }) {
  return (
    <section
      className="flex flex-col gap-2.5 rounded border border-danger bg-danger-ground p-3"
      data-testid="withdrawal-guard"
    >
      <p className="flex items-start gap-2.5 text-13 font-medium text-text-1">
        <TriangleAlert size={16} aria-hidden className="mt-0.5 shrink-0 text-danger" />
        This key may withdraw your money.
      </p>
      <p className="text-12 text-text-1">
        Tidemark never withdraws and does not need that right. Whoever gets hold of this key can empty the
        account. Make a key without it and come back, or type the sentence to use this one all the same.
      </p>
      <TextField
        label={`Type: ${withdrawalSentence}`}
        value={words}
        onChange={onChange}
        data-testid="withdrawal-words"
      />
    </section>
  );
}
