// Builds the demo school once; every worker then serves a copy of its own.
import { execFileSync } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export default function seed() {
  const bin = process.env.KRING_BIN ?? "../target/debug/kring";
  const folder = mkdtempSync(join(tmpdir(), "kring-end2end-"));
  execFileSync(bin, ["seed", "--data", folder], { stdio: "inherit" });
  process.env.KRING_SEEDED = folder;
}
