/** Whether this User-Agent is a robot's. Stands for a service on the network, so the answer takes a moment. */
export async function isRobot(agent: string): Promise<boolean> {
  await scheduler.wait(1);
  return /bot|crawler|spider/i.test(agent);
}
