import { Notification } from 'electron';
import type { Notice } from '../../src-shared/contract/system.ts';

/**
 * Shows a notice through the system while nobody looks at our windows; while somebody does, the page shows it. Its text
 * may come from outside: it is plain text and cut short.
 */
export function notify(notice: Notice, windows: { isFocused(): boolean; showMain(): void }): void {
  if (windows.isFocused() || !Notification.isSupported()) return;
  const notification = new Notification({
    title: notice.title.slice(0, 120),
    body: notice.text.slice(0, 500),
    urgency: notice.level === 'danger' ? 'critical' : 'normal',
    silent: notice.level === 'info',
  });
  notification.on('click', () => windows.showMain());
  notification.show();
}
