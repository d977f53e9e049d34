import type { RevealApi } from "reveal.js";

/** The clocks on exercise slides: C, or a click, starts one, and stops it again. */
export function startCountdowns(reveal: RevealApi): void {
  for (const clock of document.querySelectorAll<HTMLButtonElement>(".countdown")) {
    const toggle = countdown(clock);
    clock.addEventListener("click", toggle);
    // Space and Enter press the button; to reveal.js they would mean the next slide.
    clock.addEventListener("keydown", (event) => {
      if (event.key === " " || event.key === "Enter") event.stopPropagation();
    });
  }
  reveal.addKeyBinding({ keyCode: 67, key: "C", description: "Start or stop the clock of an exercise" }, () => {
    reveal.getCurrentSlide().querySelector<HTMLButtonElement>(".countdown")?.click();
  });
}

function countdown(clock: HTMLButtonElement): () => void {
  let left = Number(clock.dataset.minutes) * 60;
  let timer: ReturnType<typeof setInterval> | undefined;
  let endsAt = 0;
  const show = () => {
    clock.textContent = left > 0 ? `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}` : "Time";
    clock.classList.toggle("over", left <= 0);
  };
  const tick = () => {
    // By the date: a tab in the background isn't called every second.
    left = Math.max(0, Math.round((endsAt - Date.now()) / 1000));
    show();
    if (left === 0) stop();
  };
  const stop = () => {
    clearInterval(timer);
    timer = undefined;
    clock.classList.remove("running");
  };
  return () => {
    if (timer !== undefined) return stop();
    if (left === 0) left = Number(clock.dataset.minutes) * 60;
    endsAt = Date.now() + left * 1000;
    timer = setInterval(tick, 250);
    clock.classList.add("running");
    show();
  };
}
