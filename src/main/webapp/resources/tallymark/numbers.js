/* Refreshes the numbers of a page while somebody looks, and says what a bar of a chart stands for. */
(function () {
  'use strict';
  const EVERY = 15000;
  const QUIET_AFTER = 30 * 60000; // so that a forgotten page does not keep its session
  const KEPT = 'tallymark.live';

  /* Makes `old` look like `fresh` and leaves alone what is the same, so that focus, scrolling and open parts stay. */
  function renew(old, fresh) {
    if (old.nodeType !== fresh.nodeType || old.nodeName !== fresh.nodeName) {
      old.replaceWith(document.importNode(fresh, true));
    } else if (old.nodeType === Node.TEXT_NODE) {
      if (old.data !== fresh.data) { old.data = fresh.data; }
    } else if (old.nodeType === Node.ELEMENT_NODE) {
      for (const each of fresh.attributes) {
        if (old.getAttribute(each.name) !== each.value) { old.setAttribute(each.name, each.value); }
      }
      for (const each of Array.from(old.attributes)) {
        if (!fresh.hasAttribute(each.name) && each.name !== 'open') { old.removeAttribute(each.name); }
      }
      const before = Array.from(old.childNodes);
      const after = Array.from(fresh.childNodes);
      after.forEach((node, i) => i < before.length ? renew(before[i], node) : old.append(document.importNode(node, true)));
      before.slice(after.length).forEach(node => node.remove());
    }
  }

  function keepLive(button) {
    const region = document.getElementById(button.dataset.region);
    const failed = button.parentElement.querySelector('.live-failed');
    let lastSign = Date.now();
    let busy = false;

    function isOn() { return button.getAttribute('aria-pressed') === 'true'; }
    function turn(on) { button.setAttribute('aria-pressed', String(on)); }

    async function look() {
      if (busy || !isOn() || document.hidden) { return; }
      if (Date.now() - lastSign > QUIET_AFTER) { turn(false); return; }
      busy = true;
      try {
        const answer = await fetch(location.href, { cache: 'no-store', headers: { Accept: 'text/html' } });
        if (answer.redirected) { location.reload(); return; } // the session has ended: the server leads to the sign-in and back
        if (!answer.ok) { throw new Error(answer.status); }
        const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
        const fresh = page.getElementById(region.id);
        if (fresh && isOn()) { renew(region, fresh); }
        failed.hidden = true;
      } catch (e) {
        failed.textContent = failed.dataset.text;
        failed.hidden = false;
      } finally {
        busy = false;
      }
    }

    button.hidden = false;
    turn(localStorage.getItem(KEPT) !== 'off');
    button.addEventListener('click', () => {
      turn(!isOn());
      localStorage.setItem(KEPT, isOn() ? 'on' : 'off');
      failed.hidden = true;
      look();
    });
    ['pointermove', 'keydown', 'pointerdown'].forEach(kind =>
      document.addEventListener(kind, () => { lastSign = Date.now(); }, { passive: true }));
    document.addEventListener('visibilitychange', look);
    setInterval(look, Number(region.dataset.every) || EVERY);
  }

  function tell(event) {
    const tip = document.getElementById('chart-tip') || document.body.appendChild(
      Object.assign(document.createElement('div'), { id: 'chart-tip', hidden: true }));
    const bar = event.target.closest ? event.target.closest('.bars g') : null;
    tip.hidden = !bar;
    if (!bar) { return; }
    const words = bar.closest('.charts').dataset;
    tip.replaceChildren(...[bar.dataset.when].concat(['human', 'proxy', 'other'].map(each => words[each] + ': ' + bar.dataset[each]))
      .map((line, i) => Object.assign(document.createElement(i ? 'span' : 'strong'), { textContent: line })));
    const left = Math.min(event.clientX + 14, window.innerWidth - tip.offsetWidth - 8);
    tip.style.left = Math.max(8, left) + 'px';
    tip.style.top = event.clientY + 14 + 'px';
  }

  function begin() {
    document.querySelectorAll('.live-button').forEach(keepLive);
    if (document.querySelector('.charts')) { document.addEventListener('pointermove', tell, { passive: true }); }
  }
  if (document.readyState === 'loading') { document.addEventListener('DOMContentLoaded', begin); } else { begin(); }
})();
