import type { Reporter, TestCase, TestModule } from "vitest/node";

/**
 * Ends a run with what was left out and why, one line for each reason, and then with `N passed, N failed, N skipped`.
 * The reason of a test that was left out stands in its own title or in the title of a group around it.
 */
export default class ClosingLineReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const counts = { passed: 0, failed: errors.length, skipped: 0, pending: 0 };
    const reasons = new Map<string, { tests: number; files: Set<string> }>();
    for (const module of modules) {
      if (module.state() === "failed" && module.errors().length > 0) counts.failed++;
      for (const one of module.children.allTests()) {
        counts[one.result().state]++;
        if (one.result().state !== "skipped") continue;
        const entry = reasons.get(reasonOf(one)) ?? { tests: 0, files: new Set<string>() };
        entry.tests++;
        entry.files.add(module.relativeModuleId);
        reasons.set(reasonOf(one), entry);
      }
    }
    for (const [reason, { tests, files }] of reasons) {
      console.log(`skipped ${tests} (${[...files].join(", ")}): ${reason}`);
    }
    console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped + counts.pending} skipped`);
  }
}

function reasonOf(one: TestCase): string {
  return /left out: [^()]*(\([^)]*\))?/.exec(one.fullName)?.[0].trim() ?? one.fullName;
}
