// Draws a chosen picture anew before it is sent: smaller, under no name, and with nothing of the camera's in it.
// The browser's own decoder opens it, so a phone's own kinds become a JPEG wherever it can. Without this script the
// server does the same, for the kinds it takes.
const LONGEST = 2048; // px
const QUALITY = 0.9;
const TAKEN = ['image/jpeg', 'image/png', 'image/webp'];
const OF_PHONES = /hei[cf]|avif/i;

async function redrawn(file) {
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
  const by = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(picture.width * by));
  canvas.height = Math.max(1, Math.round(picture.height * by));
  const pen = canvas.getContext('2d');
  pen.fillStyle = '#f7f8f5';
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  const made = await new Promise((done) => canvas.toBlob(done, 'image/jpeg', QUALITY));
  return new File([made], 'picture.jpg', { type: 'image/jpeg' });
}

async function chosen(input) {
  const line = document.getElementById('redrawn');
  const [file] = input.files;
  line.textContent = '';
  if (!file) return;
  try {
    const instead = new DataTransfer();
    instead.items.add(await redrawn(file));
    if (input.files[0] === file) input.files = instead.files;
  } catch {
    if (TAKEN.includes(file.type)) return; // the server looks at it, and says what is wrong with it
    input.value = '';
    line.textContent = OF_PHONES.test(`${file.type} ${file.name}`) ? line.dataset.helps : line.dataset.other;
  }
}

let drawing = Promise.resolve();

addEventListener('change', ({ target }) => {
  if (target.matches('form[data-picture] input[type=file]')) drawing = chosen(target);
});

// Sent only once it is drawn; a second tap meanwhile is the same tap.
addEventListener('submit', async (event) => {
  const form = event.target;
  if (!form.matches('form[data-picture]') || form.dataset.drawn === 'yes') return;
  event.preventDefault();
  await drawing;
  if (!form.reportValidity() || form.dataset.drawn === 'yes') return;
  form.dataset.drawn = 'yes';
  form.submit();
});
addEventListener('pageshow', () => document.querySelectorAll('[data-drawn]').forEach((one) => delete one.dataset.drawn));
