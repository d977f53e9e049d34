import { noticeView } from "../ui/views/problem.ts";
import type { Session } from "./session.ts";

/** Tells something beside the answer. */
export function tell(session: Session, text: string): void {
  session.terminal.notice(noticeView(session.terminal.theme(), text));
}
