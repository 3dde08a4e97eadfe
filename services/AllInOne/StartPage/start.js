// The page asks the same public interfaces as anybody else, as the demo's auditor, who sees everything and changes nothing.
'use strict';

const services = ['catalog', 'ordering', 'logistics', 'credits', 'units'];
const roles = [
  ['supplier', '供应商', 'Suppliers'], ['purchaser', '采购单位', 'Purchasing units'], ['approver', '预算审批', 'Budget approvers'],
  ['carrier', '承运商', 'Carriers'], ['facilitator', '帮销主体', 'Facilitators'], ['official', '协作部门', 'Officials'], ['auditor', '审计', 'Auditor'], ['operator', '运维', 'Operator'],
];
const pauseMs = 3000;
const rowsMax = 10;
const $ = selector => document.querySelector(selector);
const tokens = new Map();
let shown = { scheme: 'EastWest', tier: 'County' };

async function tokenOf(name) {
  const known = tokens.get(name);
  if (known && known.until > Date.now()) {
    return known.token;
  }
  const form = new URLSearchParams({ grant_type: 'client_credentials', client_id: name, client_secret: 'demo' });
  const answer = await fetch('identity/token', { method: 'POST', body: form });
  if (!answer.ok) {
    throw new Error(`token ${answer.status}`);
  }
  const { access_token: token, expires_in: seconds } = await answer.json();
  tokens.set(name, { token, until: Date.now() + (seconds - 60) * 1000 });
  return token;
}

async function ask(path) {
  const answer = await fetch(path, { headers: { Authorization: `Bearer ${await tokenOf('auditor')}`, 'Accept-Language': 'zh' } });
  if (answer.status === 401) {
    tokens.clear();
  }
  if (!answer.ok) {
    throw new Error(`${path} ${answer.status}`);
  }
  return answer.json();
}

const wan = fen => (fen / 1_000_000).toLocaleString('zh-CN', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

function put(element, text) {
  if (element.textContent !== text) {
    const isFirst = element.textContent === '–';
    element.textContent = text;
    if (!isFirst) {
      element.classList.remove('fresh');
      void element.offsetWidth;
      element.classList.add('fresh');
    }
  }
}

async function showCounts() {
  const answers = await Promise.allSettled(services.map(name => ask(`${name}/counts`)));
  let parked = 0;
  let all = 0;
  answers.forEach((answer, i) => {
    const counts = answer.status === 'fulfilled' ? answer.value : {};
    parked += counts.parkedMessages ?? 0;
    all += (counts.onOffer ?? 0) + (counts.submitted ?? 0) + (counts.completed ?? 0);
    for (const place of document.querySelectorAll(`[data-counts="${services[i]}"] dd`)) {
      const { count, fen } = place.dataset;
      const value = counts[count ?? fen];
      // Of very many only the newest are counted: so many at least.
      const more = counts.onlyNewest ? '+' : '';
      put(place, value === undefined ? '–' : (fen ? wan(value) : value.toLocaleString('zh-CN')) + more);
    }
  });
  const reached = answers.filter(answer => answer.status === 'fulfilled').length;
  $('#parked').hidden = parked === 0;
  $('#parked').textContent = `有 ${parked} 条消息已停放，等待运维处理：parked list · ${parked} message(s) parked, waiting for an operator`;
  $('#empty').hidden = all > 0 || reached < services.length;
  return reached;
}

async function showProgress() {
  const month = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', year: 'numeric', month: '2-digit' }).format(new Date());
  document.querySelectorAll('.month').forEach(place => { place.textContent = month; });
  const { scheme, tier } = shown;
  const page = await ask(`credits/reports/pairing-progress?month=${month}&scheme=${scheme}&tier=${tier}&size=200`);
  if (scheme !== shown.scheme || tier !== shown.tier) {
    return;
  }
  const year = row => row.figures.yearToDate.fen;
  const rows = page.rows.filter(row => year(row) !== 0).sort((a, b) => year(b) - year(a));
  const most = Math.max(1, ...rows.map(year));
  const body = $('#rows');
  body.replaceChildren(...rows.slice(0, rowsMax).map(row => {
    const line = document.createElement('tr');
    const names = document.createElement('td');
    // The name is not the code: there is more than one 普陀区.
    names.append(party(row.east), ' → ', party(row.west));
    const bar = document.createElement('span');
    bar.className = 'bar';
    bar.style.width = `${Math.max(0, year(row)) / most * 100}%`;
    names.append(bar);
    line.append(names, figure(row.figures.month.fen), figure(year(row)));
    return line;
  }));
  const rest = page.rows.length - Math.min(rows.length, rowsMax);
  if (rest > 0) {
    const line = document.createElement('tr');
    const cell = document.createElement('td');
    cell.colSpan = 3;
    cell.className = 'note';
    cell.textContent = rows.length > rowsMax
      ? `另有 ${rows.length - rowsMax} 对有进度，${page.rows.length - rows.length} 对尚无 · ${rows.length - rowsMax} more, ${page.rows.length - rows.length} without`
      : `另有 ${rest} 对尚无进度 · ${rest} pairing(s) without amounts yet`;
    line.append(cell);
    body.append(line);
  }

  function party({ name, code }) {
    const place = Object.assign(document.createElement('span'), { className: 'party', textContent: name });
    place.append(Object.assign(document.createElement('small'), { textContent: code ?? '' }));
    return place;
  }

  function figure(fen) {
    const cell = document.createElement('td');
    cell.className = 'num';
    cell.textContent = wan(fen);
    return cell;
  }
}

async function showPeople() {
  const answer = await fetch('identity/demo-identities?size=200');
  if (!answer.ok) {
    return false;
  }
  const { items } = await answer.json();
  $('#people').replaceChildren(...roles.map(([role, zh, en]) => {
    const people = items.filter(person => person.role === role);
    const group = document.createElement('details');
    const summary = document.createElement('summary');
    summary.append(`${zh} ${people.length} `, Object.assign(document.createElement('span'), { lang: 'en', textContent: en }));
    const list = document.createElement('ul');
    list.className = 'people';
    list.append(...people.map(person => entry(person)));
    group.append(summary, list);
    return group;
  }));
  $('#identities').hidden = false;
  $('#identity-docs').hidden = false;
  return true;

  function entry(person) {
    const item = document.createElement('li');
    const who = document.createElement('span');
    who.append(person.zh, Object.assign(document.createElement('small'), { textContent: `${person.en} · ${person.name}` }));
    const button = Object.assign(document.createElement('button'), { type: 'button', textContent: '复制令牌 Copy token' });
    button.setAttribute('aria-label', `复制令牌 Copy token: ${person.zh}`);
    button.addEventListener('click', () => copy(person, button));
    item.append(who, button);
    return item;
  }
}

async function copy(person, button) {
  const before = button.textContent;
  try {
    const token = await tokenOf(person.name);
    if (!await navigator.clipboard?.writeText(token).then(() => true, () => false)) {
      show(token, button);
      return;
    }
    button.textContent = '已复制 Copied';
    button.classList.add('done');
    $('#said').textContent = `已复制 ${person.zh} 的令牌 Copied`;
  } catch {
    button.textContent = '未能取得 Failed';
  }
  setTimeout(() => { button.textContent = before; button.classList.remove('done'); }, 2500);
}

// Without leave to use the clipboard the reader copies by hand.
function show(token, button) {
  const item = button.parentElement;
  const field = item.querySelector('input') ?? Object.assign(document.createElement('input'), { readOnly: true });
  field.value = token;
  field.setAttribute('aria-label', '令牌 Token');
  item.append(field);
  field.select();
}

function say(state, zh, en) {
  $('#dot').className = `dot ${state}`;
  $('#pulse').textContent = `${zh} · ${en}`;
}

async function refresh() {
  if (document.hidden) {
    return;
  }
  try {
    const [reached] = await Promise.all([showCounts(), showProgress().catch(() => {})]);
    const time = new Date().toLocaleTimeString('zh-CN', { hour12: false });
    if (reached === services.length) {
      say('on', `实时 ${time}`, 'live');
    } else {
      say('off', `${reached}/${services.length} 个服务可用 ${time}`, `${reached} of ${services.length} services answer`);
    }
  } catch {
    say('off', '暂时读不到', 'Nobody answers');
  }
}

async function start() {
  document.querySelectorAll('.origin').forEach(place => { place.textContent = location.origin; });
  for (const tab of document.querySelectorAll('.tabs button')) {
    tab.addEventListener('click', () => {
      document.querySelectorAll('.tabs button').forEach(other => other.setAttribute('aria-pressed', String(other === tab)));
      shown = { scheme: tab.dataset.scheme, tier: tab.dataset.tier };
      showProgress().catch(() => {});
    });
  }
  if (!await showPeople().catch(() => false)) {
    $('#progress').hidden = true;
    $('#try-token').hidden = true;
    say('', '本平台使用外部身份签发者，请用自己的令牌访问接口', 'This marketplace has an issuer of its own; bring your token');
    return;
  }
  const round = async () => { await refresh(); setTimeout(round, pauseMs); };
  await round();
  document.addEventListener('visibilitychange', refresh);
}

start();
