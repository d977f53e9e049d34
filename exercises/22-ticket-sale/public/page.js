const CONCERT = "tonight";
const MOST = 4;
const element = (id) => document.getElementById(id);

/** A tab is a buyer, also when it is loaded again. */
const buyer = sessionStorage.getItem("buyer") ?? `buyer-${Math.floor(Math.random() * 9000) + 1000}`;
sessionStorage.setItem("buyer", buyer);
element("buyer").textContent = buyer;

/** How each seat stands. */
let seats = {};
/** What the buyer has clicked on, and not asked for yet. */
const chosen = new Set();
/** What she holds, until when, and whether she is paying for it. */
let held = JSON.parse(sessionStorage.getItem("held") ?? "null");
/** What she has bought. */
const bought = new Set(JSON.parse(sessionStorage.getItem("bought") ?? "[]"));
let place = null;
let isPaying = false;
let isOnSale = false;

// The hall.

function drawHall() {
  const rows = Map.groupBy(Object.keys(seats), (seat) => seat[0]);
  element("hall").replaceChildren(
    ...[...rows].map(([letter, names]) => {
      const row = document.createElement("div");
      const label = document.createElement("span");
      row.className = "row";
      label.textContent = letter;
      row.append(label, ...names.map(newSeat));
      return row;
    }),
  );
  element("hall").querySelector("button")?.setAttribute("tabindex", "0");
  drawSeats();
}

function newSeat(name) {
  const button = document.createElement("button");
  button.type = "button";
  button.dataset.seat = name;
  button.tabIndex = -1;
  button.addEventListener("click", () => choose(name));
  return button;
}

function drawSeats() {
  for (const button of element("hall").querySelectorAll("button")) {
    const name = button.dataset.seat;
    const state = stateOf(name);
    button.className = `seat ${state}`;
    button.textContent = { chosen: "✓", own: "★", sold: "✕" }[state] ?? name.slice(1);
    button.setAttribute("aria-label", `Row ${name[0]}, seat ${name.slice(1)}: ${inWords(name, state)}`);
    button.setAttribute("aria-pressed", String(state === "chosen"));
    button.setAttribute("aria-disabled", String(state !== "free" && state !== "chosen"));
  }
}

function stateOf(name) {
  if (bought.has(name) || held?.seats.includes(name)) return "own";
  return chosen.has(name) ? "chosen" : seats[name];
}

function inWords(name, state) {
  if (state !== "own") return state;
  return bought.has(name) ? "yours" : "held for you";
}

function choose(name) {
  if (chosen.delete(name)) return draw();
  if (seats[name] !== "free" || held !== null) return;
  if (chosen.size === MOST) return tell(`${MOST} seats at most.`);
  chosen.add(name);
  draw();
}

/** From seat to seat by arrow keys: one stop for the tabulator, not forty. */
element("hall").addEventListener("keydown", (event) => {
  const step = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[event.key];
  if (step === undefined) return;
  event.preventDefault();
  const rows = [...element("hall").children].map((row) => [...row.querySelectorAll("button")]);
  const row = rows.findIndex((each) => each.includes(event.target));
  const column = rows[row]?.indexOf(event.target) ?? 0;
  const next = rows[row + step[0]]?.[column + step[1]];
  if (next === undefined) return;
  event.target.tabIndex = -1;
  next.tabIndex = 0;
  next.focus();
});

// The buyer.

function draw() {
  drawSeats();
  element("place").textContent = placeInWords();
  element("wish").textContent = wishInWords();
  element("hold").hidden = held !== null;
  element("hold").disabled = chosen.size === 0 || place?.state !== "inside";
  element("pay").hidden = element("release").hidden = held === null;
  element("pay").textContent = isPaying ? "Paying …" : `Pay ${euros(held?.amount ?? 0)}`;
  element("pay").disabled = isPaying;
  element("leave").hidden = place?.state !== "inside";
}

function placeInWords() {
  if (!isOnSale) return "Nothing is on sale yet. The operator can change that, below.";
  if (place?.state === "inside") return `It is your turn, for ${minutesUntil(place.until)}.`;
  if (place?.state === "waiting")
    return place.ahead === 0 ? "You are next." : `${place.ahead} before you. You needn't reload.`;
  return "You are outside.";
}

function wishInWords() {
  if (held !== null) return `${held.seats.join(", ")}: held for you, for ${minutesUntil(held.until)}.`;
  if (chosen.size > 0) return `${[...chosen].join(", ")}: chosen.`;
  return bought.size > 0 ? `${[...bought].join(", ")}: yours. Enjoy the evening.` : "None yet.";
}

element("hold").addEventListener("click", async () => {
  const answer = await ask("POST", `/${CONCERT}/holds`, { buyer, seats: [...chosen] });
  chosen.clear();
  if (answer.state === "held") keep(answer);
  tell(
    {
      held: "Held. Pay before the time is up.",
      taken: `${(answer.seats ?? []).join(", ")}: somebody was quicker. None is held.`,
      holding: "You hold other seats already.",
      outside: "It isn't your turn.",
    }[answer.state] ?? answer.state,
  );
});

element("pay").addEventListener("click", async () => {
  isPaying = true;
  tell("The bank is asked.");
  const { seats: own } = held;
  const answer = await ask("POST", `/${CONCERT}/holds/${held.hold}/payment`);
  isPaying = false;
  if (answer.state === "sold") take(own);
  if (answer.state === "over" || answer.state === "refunded") keep(null);
  tell(
    {
      sold: "They are yours.",
      declined: "The bank declines. You may try again.",
      pending: "The bank can't be reached. It will be asked again, and you needn't do anything.",
      refunded: "The bank's answer came too late, and your money goes back.",
      over: "Your time was up.",
    }[answer.state] ?? answer.state,
  );
});

element("release").addEventListener("click", async () => {
  const { hold } = held;
  keep(null);
  await ask("DELETE", `/${CONCERT}/holds/${hold}`);
  tell("Given back.");
});

element("leave").addEventListener("click", async () => {
  place = null;
  await ask("DELETE", `/${CONCERT}/line/${buyer}`);
  clearTimeout(asking);
  tell("You have left. Reload to come back.");
});

function keep(hold) {
  held = hold;
  sessionStorage.setItem("held", JSON.stringify(held));
  draw();
}

function take(own) {
  for (const seat of own) bought.add(seat);
  sessionStorage.setItem("bought", JSON.stringify([...bought]));
  keep(null);
}

/** Asks for a place, and again every few seconds: who doesn't ask has left. */
let asking;
async function comeIn() {
  const answer = await ask("POST", `/${CONCERT}/line`, { buyer });
  place = answer.state === "inside" || answer.state === "waiting" ? answer : null;
  draw();
  clearTimeout(asking);
  asking = setTimeout(comeIn, 5_000);
}

// What comes by itself.

function look(pause = 500) {
  const address = new URL(`/${CONCERT}/live?buyer=${buyer}`, location.href);
  address.protocol = location.protocol === "https:" ? "wss:" : "ws:";
  const socket = new WebSocket(address);
  let isOpen = false;
  socket.addEventListener("message", ({ data }) => {
    isOpen = true;
    update(JSON.parse(data));
  });
  // A deploy, a crash, a rewind: it comes back by itself, a little later each time.
  socket.addEventListener("close", () => setTimeout(look, pause, isOpen ? 500 : Math.min(pause * 2, 10_000)));
}

function update({ type, seats: changed, until }) {
  if (type === "turn") place = { state: "inside", until };
  if (type === "seats") {
    seats = changed;
    drawHall();
  }
  if (type === "changed") Object.assign(seats, changed);
  for (const seat of chosen) if (seats[seat] !== "free") chosen.delete(seat);
  // It is sold while we hold it: the bank has been reached.
  if (!isPaying && held?.seats.every((seat) => seats[seat] === "sold")) {
    take(held.seats);
    tell("The bank has answered: they are yours.");
  }
  draw();
}

setInterval(() => {
  if (held !== null && held.until <= Date.now() && !isPaying) {
    keep(null);
    tell("Your time was up.");
  }
  draw();
}, 1_000);

// The operator, and the bank.

onSubmit("open", async (fields) => {
  const concert = Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, Number(value)]));
  tell(inSentence(await ask("PUT", `/operator/${CONCERT}`, concert)));
  await start();
});
onSubmit("rewind", async ({ minutes }) => {
  const to = new Date(Date.now() - Number(minutes) * 60_000).toISOString();
  tell(inSentence(await ask("POST", `/operator/${CONCERT}/rewind`, { to })));
});
onSubmit("mood", async ({ mood }) => {
  await ask("PUT", `/bank/${CONCERT}`, { mood });
  tell(`The bank ${mood === "slow" ? "is slow" : mood}.`);
});
element("books").addEventListener("click", async () => {
  const { payments } = await ask("GET", `/bank/${CONCERT}`);
  element("payments").hidden = false;
  element("payments").tBodies[0].replaceChildren(
    ...payments.map(({ payment, amount, state }) => {
      const row = document.createElement("tr");
      for (const text of [payment.slice(0, 8), euros(amount), state]) row.insertCell().textContent = text;
      return row;
    }),
  );
});

function onSubmit(id, act) {
  element(id).addEventListener("submit", (event) => {
    event.preventDefault();
    act(Object.fromEntries(new FormData(event.target)));
  });
}

function inSentence({ state, why }) {
  return why === undefined ? `Answer: ${state}.` : `Answer: ${state}. ${why}`;
}

// Small things.

async function ask(method, path, body) {
  try {
    const response = await fetch(path, { method, ...(body && { body: JSON.stringify(body) }) });
    const text = await response.text();
    return text.startsWith("{")
      ? JSON.parse(text)
      : { state: `The answer was ${response.status}: ${text.slice(0, 200)}` };
  } catch {
    return { state: "The Worker can't be reached." };
  }
}

function tell(text) {
  element("news").textContent = text;
  draw();
}

function minutesUntil(time) {
  const seconds = Math.max(0, Math.ceil((time - Date.now()) / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

function euros(cents) {
  return (cents / 100).toLocaleString("en", { style: "currency", currency: "EUR" });
}

/** Comes in as soon as the concert is on sale. */
async function start() {
  const { seats: all } = await ask("GET", `/${CONCERT}`);
  if (all === undefined) {
    document.querySelector("details").open = true;
    setTimeout(start, 3_000);
  } else if (!isOnSale) {
    isOnSale = true;
    seats = all;
    drawHall();
    look();
    await comeIn();
  }
  draw();
}

await start();
