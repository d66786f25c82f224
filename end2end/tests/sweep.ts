// The demo schools of this run go with it.
import { rmSync } from "node:fs";

export default function sweep() {
  if (process.env.KRING_SEEDED) rmSync(process.env.KRING_SEEDED, { recursive: true, force: true });
}
