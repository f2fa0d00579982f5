"""With `CRUMB_REQUIRE_ALL=1` a skipped test fails the run and is named at its end.

A suite that quietly did not run looks like one that passed; where everything is at hand, as in
continuous integration, that is an error.
"""

import os

import pytest


class NothingSkipped:
    """Collects what was skipped, in this process or in a worker, and fails the run for it."""

    def __init__(self) -> None:
        self.skipped: list[str] = []

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        self._note(report)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if not hasattr(report, "wasxfail"):  # an expected failure ran
            self._note(report)

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        if self.skipped and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        if self.skipped:
            terminalreporter.section("skipped, though everything is required here")
            for line in self.skipped:
                terminalreporter.line(line)

    def _note(self, report: pytest.CollectReport | pytest.TestReport) -> None:
        if report.skipped:
            reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else ""
            self.skipped.append(f"{report.nodeid}: {reason}")


def pytest_configure(config: pytest.Config) -> None:
    is_worker = hasattr(config, "workerinput")
    if os.environ.get("CRUMB_REQUIRE_ALL") == "1" and not is_worker:
        config.pluginmanager.register(NothingSkipped())
