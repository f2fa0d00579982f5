// What the pages do by themselves: send what is typed and pressed, show the messages that come back.
// Everything shown is made by the server and escaped there.
"use strict";

const token = document.querySelector('meta[name="crumb-token"]')?.content ?? "";
const $ = (id) => document.getElementById(id);
const narrow = window.matchMedia("(max-width: 52rem)");

// Talking to the server

async function post(path, fields) {
  const response = await fetch(path, {
    method: "POST",
    headers: { "X-Crumb-Token": token },
    body: new URLSearchParams(fields),
  });
  const answer = await response.json().catch(() => ({}));
  if (response.status === 401 || response.status === 403) {
    throw new Error(answer.error ?? "Please reload the page.");
  }
  if (!response.ok) throw new Error(answer.error ?? "That did not work. Please try again.");
  return answer;
}

async function attempt(work) {
  $("trouble").hidden = true;
  try {
    return await work();
  } catch (error) {
    const lost = error instanceof TypeError;
    $("trouble").textContent = lost ? "Crumb can't be reached. Is it still running?" : error.message;
    $("trouble").hidden = false;
    return null;
  }
}

function made(html) {
  const template = document.createElement("template");
  template.innerHTML = html.trim();
  return template.content;
}

function show(answer) {
  let last = null;
  for (const { id, html } of answer.messages) {
    const message = made(html).firstElementChild;
    const old = $(`message-${id}`);
    if (old) {
      old.replaceWith(message);
    } else {
      message.classList.add("message--new");
      $("messages").append(message);
    }
    last = message;
  }
  document.body.classList.toggle("talking", $("messages").childElementCount > 0);
  for (const badge of document.querySelectorAll("[data-unread]")) {
    const count = answer.unread[badge.dataset.unread] ?? 0;
    badge.hidden = count === 0;
    badge.querySelector("[data-count]").textContent = count;
  }
  for (const clock of document.querySelectorAll("[data-clock]")) clock.textContent = answer.clock;
  return last;
}

// Scrolls the box alone, as little as shows the part; its top where it is taller than the box.
function reveal(box, part, room = 16) {
  const outer = box.getBoundingClientRect();
  const inner = part.getBoundingClientRect();
  const above = inner.top - outer.top - room;
  const below = inner.bottom - outer.bottom + room;
  if (above < 0 || inner.height + 2 * room > outer.height) box.scrollTop += above;
  else if (below > 0) box.scrollTop += below;
}

function settle(message) {
  if (!message) return;
  const field = message.querySelector('.form [aria-invalid="true"], .form .form__control');
  reveal($("log"), message.querySelector(".sheet") ?? message);
  if (field) field.focus({ preventScroll: true });
  else if (!document.activeElement || document.activeElement === document.body) message.focus({ preventScroll: true });
}

async function send(path, fields) {
  $("thinking").hidden = false;
  const answer = await attempt(() => post(path, fields));
  $("thinking").hidden = true;
  if (answer) settle(show(answer));
  return answer;
}

// Writing

const asked = [];
let recalled = 0;

function grow() {
  const box = $("question");
  box.style.height = "auto";
  box.style.height = `${Math.min(box.scrollHeight, 160)}px`;
}

async function ask(text) {
  if (!text.trim()) return;
  asked.push(text);
  recalled = asked.length;
  const box = $("question");
  const typed = box.value === text;
  if (await send("/chat/ask", { text })) {
    if (typed && box.value === text) box.value = "";
    grow();
  }
  if (!narrow.matches) box.focus();
}

function recall(step) {
  const box = $("question");
  const place = recalled + step;
  if (place < 0 || place > asked.length) return;
  recalled = place;
  box.value = asked[place] ?? "";
  grow();
}

function write() {
  const box = $("question");
  $("composer").addEventListener("submit", (event) => {
    event.preventDefault();
    ask(box.value);
  });
  box.addEventListener("input", grow);
  box.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const oneLine = !box.value.includes("\n");
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      ask(box.value);
    } else if (event.key === "ArrowUp" && oneLine && (box.value === "" || recalled < asked.length)) {
      event.preventDefault();
      recall(-1);
    } else if (event.key === "ArrowDown" && oneLine && recalled < asked.length) {
      event.preventDefault();
      recall(1);
    }
  });
  if (!narrow.matches) box.focus();
}

// Pressing, and forms

async function submitted(event) {
  const form = event.target;
  const message = form.closest("[data-message]");
  if (!message) return;
  event.preventDefault();
  const path = form.classList.contains("form") ? "/chat/submit" : "/chat/press";
  const fields = new FormData(form, event.submitter);
  const buttons = [...form.querySelectorAll("button")];
  for (const button of buttons) button.disabled = true;
  await send(path, fields);
  for (const button of buttons) button.disabled = false;
}

async function dismiss(button) {
  const message = button.closest("[data-message]");
  const answer = await attempt(() => post("/chat/dismiss", { message: message.dataset.message }));
  if (!answer) return;
  if (answer.messages.length === 0) message.remove();
  show(answer);
  $("question").focus();
}

// The drawer: what the platforms get, and what a run of the nudges did

let opener = null;

function draw(title, html, from) {
  $("drawer-title").textContent = title;
  $("drawer-body").replaceChildren(made(html));
  $("drawer-body").scrollTop = 0;
  $("drawer").hidden = false;
  opener = from;
  $("drawer-title").focus();
}

function shut() {
  if ($("drawer").hidden) return;
  $("drawer").hidden = true;
  if (opener?.isConnected) opener.focus();
  else $("question").focus();
}

async function peek(button) {
  const id = button.closest("[data-message]").dataset.message;
  const html = await attempt(async () => {
    const response = await fetch(`/chat/message/${encodeURIComponent(id)}`);
    if (!response.ok) throw new Error("That message is gone.");
    return response.text();
  });
  if (html === null) return;
  draw("The same card elsewhere", html, button);
  choose(document.querySelector(`[data-tab="${button.dataset.peek}"]`));
}

function choose(tab) {
  for (const other of tab.parentElement.children) {
    const own = other === tab;
    other.setAttribute("aria-selected", String(own));
    other.tabIndex = own ? 0 : -1;
    $(other.getAttribute("aria-controls")).hidden = !own;
  }
}

async function copy(button) {
  const said = button.querySelector("span");
  try {
    await navigator.clipboard.writeText(button.closest(".payload").querySelector("code").textContent);
    said.textContent = "Copied";
  } catch {
    said.textContent = "Can't copy";
  }
  setTimeout(() => { said.textContent = "Copy"; }, 1600);
}

async function nudge(button) {
  button.setAttribute("aria-busy", "true");
  const answer = await send("/chat/nudges", {});
  button.removeAttribute("aria-busy");
  if (answer) draw("Today’s nudges", answer.panel, button);
}

async function morning(button) {
  button.setAttribute("aria-busy", "true");
  if (await send("/chat/morning", {})) await nudge(document.querySelector("[data-nudges]"));
  button.removeAttribute("aria-busy");
}

// People

function people(open) {
  $("people").classList.toggle("side--open", open);
  document.querySelector(".veil").hidden = !open;
  document.querySelector('[data-people="open"]').setAttribute("aria-expanded", String(open));
  if (open) $("find").focus();
  else document.querySelector('[data-people="open"]').focus();
}

async function be(person) {
  if (await attempt(() => post("/chat/be", { person }))) window.location.assign("/");
}

function find(box) {
  const wanted = box.value.trim().toLocaleLowerCase();
  let found = 0;
  for (const one of document.querySelectorAll(box.dataset.find)) {
    const fits = one.textContent.toLocaleLowerCase().includes(wanted);
    (one.closest("li") ?? one).hidden = !fits;
    found += fits;
  }
  for (const team of document.querySelectorAll(".team")) {
    team.hidden = !team.querySelector("li:not([hidden])");
  }
  const none = document.querySelector("[data-none]");
  if (none) none.hidden = found > 0;
}

// All of it

const CLICKS = [
  ["[data-ask]", (button) => ask(button.dataset.ask)],
  ["[data-command]", (button) => send("/chat/command", { name: button.dataset.command, text: "" })],
  ["[data-nudges]", nudge],
  ["[data-morning]", morning],
  ["[data-peek]", peek],
  ["[data-tab]", choose],
  ["[data-copy]", copy],
  ["[data-dismiss]", dismiss],
  ["[data-drawer]", shut],
  ["[data-person]", (button) => be(button.dataset.person)],
  ["[data-people]", (button) => people(button.dataset.people === "open")],
];

document.addEventListener("click", (event) => {
  for (const [which, act] of CLICKS) {
    const found = event.target.closest(which);
    if (found) {
      act(found);
      return;
    }
  }
});
document.addEventListener("input", (event) => {
  if (event.target.matches("[data-find]")) find(event.target);
});
document.addEventListener("keydown", (event) => {
  const tab = event.target.closest?.('[role="tab"]');
  if (tab && (event.key === "ArrowLeft" || event.key === "ArrowRight")) {
    const other = event.key === "ArrowLeft" ? tab.previousElementSibling : tab.nextElementSibling;
    if (other) { choose(other); other.focus(); }
  }
  if (event.key !== "Escape" || !$("drawer")) return;
  if ($("people").classList.contains("side--open")) people(false);
  else shut();
});

if ($("composer")) {
  document.addEventListener("submit", submitted);
  document.body.classList.toggle("talking", $("messages").childElementCount > 0);
  write();
  const own = document.querySelector(".person--own");
  if (own) reveal(document.querySelector(".side__list"), own, 80);
  if ($("messages").childElementCount > 0) $("log").scrollTop = $("log").scrollHeight;
}
