import { expect, it } from "vitest";
import { withoutComments } from "../../src/course/blocks.ts";

it.each([
  ["a line", "a(); // b", "a();     "],
  ["several lines", "a(); /* b\n c */ d();", "a();     \n      d();"],
  ["one that doesn't end", "a(); /* b\nc", "a();     \n "],
  ["one that seems to end where it begins", "/*/ a */b();", "        b();"],
  ["none in a string", 'a("// b", \'/* c\', "*/*");', 'a("// b", \'/* c\', "*/*");'],
  ["none behind an escaped quote", '"\\" // a"', '"\\" // a"'],
  ["none in a template", "`// a /* b`; // c", "`// a /* b`;     "],
  ["none in a string within a template", `\`\${a("// }")} // b\`;`, `\`\${a("// }")} // b\`;`],
])("of comments spaces are made: %s", (_, text, code) => {
  expect(withoutComments(text)).toBe(code);
});
