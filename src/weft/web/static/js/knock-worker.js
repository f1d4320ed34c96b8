// The knock. Whatever came, it says one thing, always the same; it fetches nothing and keeps nothing.
const TEXT = 'The hour you chose';

self.addEventListener('push', (event) => event.waitUntil(self.registration.showNotification(TEXT, { tag: 'hour' })));

async function open() {
  const [page] = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  return page ? page.focus() : self.clients.openWindow('/');
}

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(open());
});
