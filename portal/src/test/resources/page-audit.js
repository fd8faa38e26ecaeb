/* Faults of the page that is shown: what runs over the edge, text too pale or too small, shapes that do not exist,
   headings that skip a level. Returns a list of words; empty is good. */
() => {
  const faults = [];
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth) {
    faults.push(`page is ${root.scrollWidth} wide in a window of ${root.clientWidth}`);
    for (const element of document.querySelectorAll('body *')) {
      const box = element.getBoundingClientRect();
      if (box.width && box.right > root.clientWidth + 1) {
        faults.push(`  reaches ${Math.round(box.right)}: ${element.tagName} ${element.className.baseVal ?? element.className}`);
      }
    }
  }
  const parse = (colour) => {
    const parts = colour.match(/[\d.]+/g).map(Number);
    return parts.length < 4 ? [...parts, 1] : parts;
  };
  const luminance = (colour) => {
    const [r, g, b] = colour.slice(0, 3).map((v) => v / 255).map((v) => (v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const seen = new Set();
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode;
    const element = text.parentElement;
    if (!text.data.trim() || !element.checkVisibility() || element.closest('.visually-hidden, .mini-word, noscript, .skip')) {
      continue;
    }
    const style = getComputedStyle(element);
    let behind = [255, 255, 255, 1];
    for (let at = element; at; at = at.parentElement) {
      const colour = parse(getComputedStyle(at).backgroundColor);
      if (colour[3] > 0) {
        behind = colour;
        break;
      }
    }
    const [one, other] = [luminance(parse(style.color)), luminance(behind)];
    const contrast = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    const name = `${element.tagName}.${element.className}`;
    if (contrast < 4.5 && !seen.has(name)) {
      seen.add(name);
      faults.push(`contrast ${contrast.toFixed(2)}: ${name} "${text.data.trim().slice(0, 40)}"`);
    }
    if (parseFloat(style.fontSize) < 12) {
      faults.push(`font of ${style.fontSize}: ${name}`);
    }
  }
  for (const use of document.querySelectorAll('use')) {
    if (!document.querySelector(use.getAttribute('href'))) {
      faults.push(`no icon ${use.getAttribute('href')}`);
    }
  }
  const ids = [...document.querySelectorAll('[id]')].map((element) => element.id);
  ids.filter((id, index) => ids.indexOf(id) !== index).forEach((id) => faults.push(`id twice: ${id}`));
  let level = 0;
  for (const heading of document.querySelectorAll('h1, h2, h3, h4')) {
    const next = Number(heading.tagName[1]);
    if (next > level + 1) {
      faults.push(`heading skips a level: ${heading.textContent}`);
    }
    level = next;
  }
  for (const control of document.querySelectorAll('.button, summary, input')) {
    const height = control.getBoundingClientRect().height;
    if (height && height < 24 && control.type !== 'checkbox') {
      faults.push(`control of ${height} pixels: ${control.textContent.trim().slice(0, 40)}`);
    }
  }
  return faults;
}
