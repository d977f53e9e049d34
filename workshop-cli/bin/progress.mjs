/** Says on stderr that something takes a while: with a running clock on a terminal, as plain lines elsewhere. */
export async function during(doing, work) {
  const { stderr } = process;
  const isLive = stderr.isTTY && process.env.TERM !== "dumb";
  const begun = Date.now();
  const seconds = () => Math.round((Date.now() - begun) / 1000);
  const draw = () => stderr.write(`\r\u001b[K${doing} ... ${seconds()} s`);
  if (!isLive) stderr.write(`${doing} ...\n`);
  const clock = isLive ? setInterval(draw, 1000) : undefined;
  if (isLive) draw();
  try {
    const answer = await work();
    end(`${doing}: done after ${seconds()} s.\n`);
    return answer;
  } catch (error) {
    end("");
    throw error;
  } finally {
    clearInterval(clock);
  }

  function end(line) {
    stderr.write(isLive ? `\r\u001b[K${line}` : line);
  }
}

/** Says one line on stderr. */
export function say(line) {
  process.stderr.write(`${line}\n`);
}
