/* What the pages do beyond plain HTML. Every page works without it. */
'use strict';

/* Times stand in UTC; here they turn into the reader's own time, and keep UTC as their title. */
for (const time of document.querySelectorAll('time[datetime*="T"]')) {
  const moment = new Date(time.dateTime);
  if (!Number.isNaN(moment.getTime())) {
    time.title = time.textContent;
    time.textContent = moment.toLocaleString('en-GB', {
      day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit', timeZoneName: 'short',
    });
  }
}

/* The live part of a check. */
const live = document.getElementById('live');
if (live) {
  const show = (state) => {
    live.dataset.state = state.state;
    for (const step of live.querySelectorAll('[data-step]')) {
      if (step.dataset.step === state.state) {
        step.setAttribute('aria-current', 'step');
      } else {
        step.removeAttribute('aria-current');
      }
    }
    if (state.state === 'collecting') {
      document.getElementById('live-done').textContent = state.done;
      document.getElementById('live-total').textContent = state.total;
      const progress = document.getElementById('live-progress');
      progress.max = state.total;
      progress.value = state.done;
    }
  };
  /* The address of a check with a result leads to the result. */
  const goOn = () => location.replace(live.dataset.page);

  show({
    state: live.dataset.state,
    done: document.getElementById('live-done').textContent,
    total: document.getElementById('live-total').textContent,
  });
  const events = new EventSource(live.dataset.events);
  events.addEventListener('state', (event) => {
    const state = JSON.parse(event.data);
    show(state);
    if (state.state === 'appraised' || state.state === 'expired') {
      events.close();
      setTimeout(goOn, 600);
    }
  });
  events.addEventListener('error', () => {
    if (events.readyState === EventSource.CLOSED) {
      setTimeout(goOn, 5000);
    }
  });
}

/* The link of a result, to hand on. */
const copy = document.getElementById('share-copy');
if (copy) {
  copy.hidden = false;
  copy.addEventListener('click', async () => {
    const link = document.getElementById('share-link');
    link.select();
    if (navigator.clipboard) {
      await navigator.clipboard.writeText(link.value);
    } else {
      document.execCommand('copy'); /* a portal on plain HTTP has no clipboard interface */
    }
    document.getElementById('share-words').textContent = 'Copied';
  });
}

/* Find an update among many. */
for (const filter of document.querySelectorAll('.filter')) {
  const table = filter.nextElementSibling;
  const rows = [...table.querySelectorAll('tr')].filter((row) => row.querySelector('th[scope="row"]'));
  if (rows.length > 20) {
    filter.hidden = false;
    filter.querySelector('input').addEventListener('input', (event) => {
      const wanted = event.target.value.trim().toLowerCase();
      for (const row of rows) {
        row.hidden = !row.cells[0].textContent.toLowerCase().includes(wanted);
      }
      for (const group of table.tBodies) {
        group.hidden = !group.querySelector('tr:not([hidden]) th[scope="row"]');
      }
    });
  }
}
