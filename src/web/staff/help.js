for (const button of document.querySelectorAll('button[data-copy]')) {
  if (!navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener('click', async () => {
    const told = button.parentElement.querySelector('[role=status]');
    try {
      await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).value);
      told.textContent = 'Copied.';
    } catch {
      told.textContent = 'Mark the words and copy them.';
    }
  });
}
for (const form of document.querySelectorAll('form[data-needs-script]')) {
  form.hidden = false;
  form.elements.script.value = 'yes';
}
