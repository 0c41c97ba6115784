// a button with data-copy puts the text of the element with that id on the clipboard, and says so
document.addEventListener('click', event => {
  const button = event.target.closest('button[data-copy]');
  if (button) {
    const text = document.getElementById(button.dataset.copy).textContent;
    navigator.clipboard.writeText(text).then(() => { button.textContent = button.dataset.copied; }, () => {});
  }
});
