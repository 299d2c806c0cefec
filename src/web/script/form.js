// The form, one part at a time, with a look at the answers before Send. Nothing here is needed: without it the same form
// is one long page. Nothing is stored, and nothing is sent before Send.
(() => {
  const form = document.forms[0], say = form.dataset, last = form.querySelector('.last');
  const parts = [...form.querySelectorAll('section')], asked = [...form.querySelectorAll('fieldset,.q')];
  const make = (tag, words, press) => {
    const made = document.createElement(tag);
    made.textContent = words || '';
    if (press) made.type = 'button', made.className = 'quiet', made.onclick = press;
    return made;
  };
  const where = make('p'), head = make('h2', say.check), none = make('p', say.none), told = make('p');
  const text = question => question.querySelector('textarea,[type=text]');
  const answer = question => (text(question) || question.querySelector(':checked') || {}).value;
  const options = (question, hide) => question.querySelectorAll('.o').forEach(hide);
  let at = 0;

  // One part is shown at a time; the last is a look at every answer. The history does not grow. What was left out is not
  // pointed at.
  const show = (to, quiet) => {
    at = to;
    const end = !parts[at], title = end ? head : parts[at].querySelector('h2');
    parts.forEach((part, n) => part.hidden = !end && n != at);
    asked.forEach(question => {
      question.hidden = end && !answer(question);
      options(question, option => option.hidden = end && !option.firstElementChild.checked);
    });
    form.querySelectorAll('section details').forEach(fold => {
      const used = fold.querySelector(':checked');
      fold.hidden = end && !used;
      if (end && used) fold.open = true;
    });
    form.classList.toggle('check', end);
    head.hidden = last.hidden = !end;
    next.hidden = end;
    back.hidden = !at;
    none.hidden = !end || asked.some(answer);
    told.textContent = '';
    where.textContent = say.step.replace('#1', at + 1).replace('#2', parts.length + 1);
    title.tabIndex = -1;
    if (!quiet) title.focus();
  };
  const back = make('button', say.back, () => show(at - 1)), next = make('button', say.next, () => show(at + 1));

  asked.forEach(question => {
    const field = text(question);
    if (field) {
      // How much room is left, and a word if it looks like a number, address or postcode. Looked at on the device alone.
      const note = make('p');
      let timer;
      note.setAttribute('role', 'status');
      field.after(note);
      field.oninput = () => {
        clearTimeout(timer);
        timer = setTimeout(() => {
          const points = /\S@\S|(\d[\s-]?){8}|\b[a-z]{1,2}\d[\da-z]?\s?\d[a-z]{2}\b/i.test(field.value);
          note.textContent = (points ? say.points + ' ' : '') + say.left.replace('#1', field.maxLength - field.value.length);
        }, 600);
      };
    } else question.append(make('button', say.change, () => options(question, option => option.hidden = false)));
    question.append(make('button', say.remove, () => {
      question.querySelectorAll(':checked').forEach(box => box.checked = false);
      if (field) field.value = '';
      show(at);
    }));
  });

  // Tried again by itself where the network fails. The same page counts once, however often it arrives.
  form.onsubmit = async event => {
    event.preventDefault();
    if (parts[at]) return show(at + 1);
    told.textContent = say.sending;
    for (let pause = 2; pause < 20; pause *= 2) {
      const cut = new AbortController(), timer = setTimeout(() => cut.abort(), 20000);
      try {
        const sent = await fetch('/f', { method: 'POST', body: new URLSearchParams(new FormData(form)), signal: cut.signal });
        const page = new DOMParser().parseFromString(await sent.text(), 'text/html').querySelector('[role=alert]');
        if (page) return told.textContent = page.textContent;
        if (sent.ok) return location.replace(sent.url);
      } catch {}
      clearTimeout(timer);
      await new Promise(done => setTimeout(done, pause * 1000));
    }
    told.textContent = say.failed;
  };

  told.setAttribute('role', 'status');
  parts[0].before(where, head, none);
  last.after(told, back, next);
  show(0, true);
})();
