// The way out, made quicker: the page is emptied at once, its place in the history is taken by the next page, and
// Shift three times does the same. Without this the link alone leaves.
(() => {
  const way = document.querySelector('.leave a');
  const leave = event => {
    event.preventDefault();
    document.title = way.dataset.wait;
    document.body.textContent = '';
    location.replace(way.href);
  };
  const shift = document.getElementById('shift');
  if (shift) shift.hidden = false;
  let pressed = 0, last = 0;
  way.onclick = leave;
  onkeydown = event => {
    if (event.repeat) return;
    if (event.key != 'Shift') return pressed = 0;
    pressed = event.timeStamp - last < 5000 ? pressed + 1 : 1;
    last = event.timeStamp;
    if (pressed > 2) leave(event);
  };
})();
