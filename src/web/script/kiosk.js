// On a device that a service lends: empties the page after a minute without a touch, asks before it does, and leaves no
// page in the history. A kiosk does not begin without this.
(() => {
  const still = document.querySelector('[data-home]'), say = still.dataset, form = document.querySelector('[data-step]');
  const from = Date.now();
  let touched = from;
  const wipe = async () => {
    clearInterval(looking);
    document.body.textContent = '';
    // Where the network fails the page stays empty, and goes on when it is back.
    for (;;) {
      try {
        await fetch(say.home, { method: 'HEAD' });
        return location.replace(say.home);
      } catch {
        await new Promise(done => setTimeout(done, 2000));
      }
    }
  };
  const look = () => {
    const idle = Date.now() - touched;
    // A first page that nobody touched needs no emptying.
    if (idle >= 60000 && (touched > from || !say.first)) wipe();
    else if (idle >= 40000 && form && !still.textContent) still.textContent = say.still;
  };
  const touch = () => {
    touched = Math.max(touched, Date.now());
    if (still.textContent) still.textContent = '';
  };
  const looking = setInterval(look, 1000);
  // In the bar that is always in view. That moves the page, so scrolling by itself is no touch.
  document.querySelector('.leave').append(still);
  for (const kind of ['pointerdown', 'pointermove', 'touchmove', 'wheel', 'keydown', 'input'])
    addEventListener(kind, touch, { passive: true, capture: true });
  document.addEventListener('visibilitychange', look);
  onpageshow = event => {
    if (event.persisted) wipe();
  };
  document.addEventListener('click', event => {
    const link = event.target.closest('a[href^="/"]');
    if (!link || event.defaultPrevented) return;
    event.preventDefault();
    location.replace(link.href);
  });
  // While Send is tried again, two minutes more.
  if (form) form.addEventListener('submit', () => {
    if (form.classList.contains('check')) touched = Date.now() + 120000;
  });
  document.querySelectorAll('[data-script]').forEach(one => one.hidden = false);
})();
