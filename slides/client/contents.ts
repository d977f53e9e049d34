import "./theme.css";
import { applyColours, nextColours } from "./colours.ts";

applyColours();
addEventListener("keydown", ({ key }) => {
  if (key === "t") nextColours();
});
