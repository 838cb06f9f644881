// Looks at the pages in the frames of this document and writes what it sees as JSON. `onPaper` makes what the style sheet says
// of print hold on the screen.

function imitatePaper(page) {
  for (const rule of [...page.styleSheets].flatMap(sheet => [...sheet.cssRules])) {
    if (rule.media && rule.media.mediaText === 'print') {
      rule.media.mediaText = 'all';
    } else if (rule.media && rule.media.mediaText.startsWith('screen')) {
      rule.media.mediaText = 'not all';
    }
  }
}

// Relative luminance and contrast as the Web Content Accessibility Guidelines define them.
function luminance([r, g, b]) {
  const part = c => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  return 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
}

function contrast(one, other) {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

const numbers = colour => colour.match(/[\d.]+/g).map(Number);

function backgroundOf(element, style) {
  for (let e = element; e; e = e.parentElement) {
    const colour = numbers(style(e).backgroundColor);
    if (colour.length === 3 || colour[3] > 0) {
      return colour.slice(0, 3);
    }
  }
  return [255, 255, 255];
}

// The least contrast of what is seen to what is behind it, and where it is.
function leastContrast(elements, colourOf, style) {
  let least = {ratio: 21, where: '', seen: 0};
  for (const element of elements) {
    const ratio = contrast(numbers(colourOf(style(element))), backgroundOf(element, style));
    least = ratio < least.ratio
      ? {ratio, where: element.outerHTML.slice(0, 120), seen: least.seen + 1}
      : {...least, seen: least.seen + 1};
  }
  return least;
}

function contrasts(page, style) {
  const all = [...page.body.querySelectorAll('*')];
  const drawing = e => e.closest('svg');
  const hasText = e => [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim() !== '');
  const svg = selector => page.querySelectorAll(selector.split(',').map(s => 'svg ' + s).join());
  return {
    text: leastContrast(all.filter(e => !drawing(e) && hasText(e)), s => s.color, style),
    letters: leastContrast(svg('text'), s => s.fill, style),
    lines: leastContrast(svg('.line,.solid-line,.thin-line,.reference,.axis'), s => s.stroke, style),
    marks: leastContrast(svg('.mark'), s => s.fill, style)
  };
}

// What a screen reader would stumble over, in words.
function obstacles(page) {
  const found = [];
  const expect = (holds, element, what) => {
    if (!holds) {
      found.push(what + ': ' + element.outerHTML.slice(0, 120));
    }
  };
  const root = page.documentElement;
  expect(root.lang === 'en', root, 'no language');
  expect(page.title.trim() !== '', page.head, 'no title');
  expect(page.querySelectorAll('main').length === 1, page.body, 'not one main part');
  expect(page.querySelectorAll('h1').length === 1, page.body, 'not one first heading');
  let before = 0;
  for (const heading of page.querySelectorAll('h1,h2,h3,h4,h5,h6')) {
    const level = Number(heading.tagName[1]);
    expect(level <= before + 1, heading, 'heading skips a level');
    expect(heading.textContent.trim() !== '', heading, 'empty heading');
    before = level;
  }
  const ids = [...page.querySelectorAll('[id]')].map(e => e.id);
  expect(new Set(ids).size === ids.length, page.body, 'an id twice');
  for (const svg of page.querySelectorAll('svg')) {
    expect(svg.getAttribute('role') === 'img', svg, 'drawing is no image');
    const names = (svg.getAttribute('aria-labelledby') || '').split(' ').map(id => page.getElementById(id));
    expect(names.length === 2 && names.every(n => n && n.textContent.trim() !== ''), svg, 'no name or description');
    expect(names[0]?.tagName === 'title' && names[1]?.tagName === 'desc', svg, 'no title and desc');
  }
  for (const table of page.querySelectorAll('table')) {
    expect(table.caption && table.caption.textContent.trim() !== '', table, 'table without caption');
    for (const head of table.querySelectorAll('th')) {
      expect(['col', 'row', 'rowgroup'].includes(head.scope), head, 'head without scope');
      expect(head.textContent.trim() !== '', head, 'empty head');
    }
    for (const group of table.tBodies) {
      const grouped = group.querySelector('th[scope=rowgroup]');
      for (const row of group.rows) {
        expect(grouped || row.querySelector('th[scope=row]'), row, 'row without head');
      }
    }
    expect(table.querySelectorAll('thead th[scope=col]').length > 0, table, 'columns without heads');
  }
  for (const wide of page.querySelectorAll('.wide')) {
    expect(wide.tabIndex === 0 && wide.getAttribute('aria-label'), wide, 'cannot be scrolled by keys');
  }
  for (const link of page.querySelectorAll('a')) {
    expect(page.getElementById(link.getAttribute('href').slice(1)), link, 'link to nowhere');
  }
  return found;
}

function cell(td) {
  const data = td.querySelector('data');
  return {
    text: data ? data.textContent : td.textContent,
    value: data ? Number(data.value) : null,
    deviation: data && data.dataset.deviation ? Number(data.dataset.deviation) : null,
    best: td.querySelector('strong') !== null,
    mark: td.querySelector('sup') ? td.querySelector('sup').textContent : '',
    undefined: td.classList.contains('undefined'),
    right: td.getBoundingClientRect().right
      - (data || td.querySelector('span') || td).getBoundingClientRect().right
  };
}

function table(element) {
  return {
    caption: element.caption.textContent,
    heads: [...element.querySelectorAll('thead th')].map(th => th.textContent),
    rows: [...element.querySelectorAll('tbody tr')].map(tr => ({
      name: tr.querySelector('th').textContent,
      cells: [...tr.querySelectorAll('td')].map(cell)
    }))
  };
}

function chart(figure, open) {
  const svg = figure.querySelector('svg');
  const marks = [...svg.querySelectorAll('.line,.solid-line,.area,.mark')];
  const box = svg.getBoundingClientRect();
  const letters = [...svg.querySelectorAll('text')].map(t => t.getBoundingClientRect());
  const groups = {};
  for (const body of figure.querySelectorAll('details tbody')) {
    const name = body.rows[0].textContent;
    groups[name] = [...body.rows].slice(1).map(row => [...row.cells].map(c => c.textContent === '' ? null : Number(c.textContent)));
  }
  return {
    title: figure.querySelector('figcaption').textContent,
    drawn: marks.map(mark => mark.getBBox()).filter(b => b.width + b.height > 0).length,
    points: Number(svg.dataset.points),
    names: [...svg.querySelectorAll('text')].map(t => t.textContent),
    numbers: groups,
    open: open,
    height: figure.getBoundingClientRect().height,
    whole: figure.ownerDocument.defaultView.getComputedStyle(figure).breakInside === 'avoid',
    over: Math.max(0, ...letters.map(l => Math.max(box.left - l.left, l.right - box.right))),
    letters: letters.length === 0 ? 0 : Math.min(...letters.map(l => l.height))
  };
}

function look(frame) {
  const page = frame.contentDocument;
  const window = frame.contentWindow;
  const style = element => window.getComputedStyle(element);
  if (onPaper) {
    imitatePaper(page);
  }
  const seen = {
    width: page.documentElement.scrollWidth,
    height: page.body.getBoundingClientRect().height,
    background: style(page.body).backgroundColor,
    requests: window.performance.getEntriesByType('resource').map(e => e.name),
    scripts: page.scripts.length,
    outside: page.querySelectorAll('img,link,object,embed,iframe,video,audio,source,[src],image,use').length,
    contents: style(page.querySelector('nav') || page.body).display
  };
  const figures = [...page.querySelectorAll('figure')];
  const inSight = figures.map(figure => figure.checkVisibility());
  page.querySelectorAll('details').forEach(details => details.open = true);
  return {
    ...seen,
    widthWhenUnfolded: page.documentElement.scrollWidth,
    contrasts: contrasts(page, style),
    obstacles: obstacles(page),
    sections: [...page.querySelectorAll('h2')].map(h => h.textContent),
    facts: Object.fromEntries([...page.querySelectorAll('dl div')]
      .map(div => [div.querySelector('dt').textContent, div.querySelector('dd').textContent])),
    listings: [...page.querySelectorAll('pre')].map(pre => pre.textContent),
    folded: [...page.querySelectorAll('details.folded > summary')].map(s => s.textContent),
    tables: [...page.querySelectorAll('table')].filter(t => !t.closest('figure')).map(table),
    charts: figures.map((figure, i) => chart(figure, inSight[i]))
  };
}

addEventListener('load', () => {
  document.getElementById('seen').textContent =
    JSON.stringify([...document.querySelectorAll('iframe')].map(look));
});
