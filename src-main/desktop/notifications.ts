import { Notification } from 'electron';
import type { Notice } from '../../src-shared/contract/system.ts';

/** Where notices come from; the application's broadcast is one. */
export interface NoticeSource {
  listen(signal: AbortSignal): AsyncIterable<Notice>;
}

/**
 * Shows the application's notices through the system while nobody looks at our windows; while somebody does, the page
 * shows them. Ends with the signal.
 */
export async function showNotices(
  notices: NoticeSource,
  windows: { isFocused(): boolean; showMain(): void },
  signal: AbortSignal,
): Promise<void> {
  for await (const notice of notices.listen(signal)) {
    if (!windows.isFocused() && Notification.isSupported()) show(notice, () => windows.showMain());
  }
}

/** The text may come from outside: it is plain text, and cut short. */
function show(notice: Notice, onClick: () => void): void {
  const notification = new Notification({
    title: notice.title.slice(0, 120),
    body: notice.text.slice(0, 500),
    urgency: notice.level === 'danger' ? 'critical' : 'normal',
    silent: notice.level === 'info',
  });
  notification.on('click', onClick);
  notification.show();
}
