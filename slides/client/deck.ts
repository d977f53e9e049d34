import "./theme.css";
import Reveal from "reveal.js";
import Notes from "reveal.js/plugin/notes";
import { followCodeSteps } from "./code-steps.ts";
import { switchColours } from "./colours.ts";
import { startCountdowns } from "./countdown.ts";

const reveal = new Reveal({
  width: 1280,
  height: 720,
  margin: 0,
  minScale: 0.2,
  maxScale: 4,
  center: false,
  hash: true,
  slideNumber: "c/t",
  controls: false,
  progress: true,
  transition: "fade",
  transitionSpeed: "fast",
  backgroundTransition: "none",
  pdfMaxPagesPerSlide: 1,
  pdfSeparateFragments: false,
  // Turns the speaker's pace on; each slide has a time of its own. The types know only null.
  defaultTiming: 120 as unknown as null,
  plugins: [Notes],
});

switchColours(reveal);
followCodeSteps(reveal);
startCountdowns(reveal);
await reveal.initialize();

// For the checks, which go from slide to slide.
Object.assign(window, { reveal });
