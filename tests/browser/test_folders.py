"""The same night through folders and the terminal's functions alone: nobody of the department opens the console."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest
from browser.night import AGREED, DECIDED, DOCUMENT, MESSAGE, REASON, UNTIL, Night
from browser.previewed import Package
from browser.walking import RULES
from browser.workbooks import (
    DEPARTMENT,
    DOUBTFUL,
    FILE,
    FOLDER,
    FULL_NAME,
    MISTAKES,
    ROUGH,
    ROUND,
    YEAR,
    corrected,
    marked_cells,
    with_three_mistakes,
)
from builders.people import APPROVER, STEWARD
from golden.demonstration import INBOX, PLAN
from playwright.sync_api import Browser

from flows.nightly import run_night
from shinchoku.adapters.inbox import Inbox
from shinchoku.adapters.state.approvals import load_waiting
from shinchoku.adapters.state.findings import load_findings
from shinchoku.session import Session, writing
from shinchoku.usecases.approve import approve
from shinchoku.usecases.decide import decide_waiver, request_waiver, return_findings
from shinchoku.usecases.sheets.template import template_of

LETTER = "差戻しのお知らせ.html"


@dataclass
class Share:
    """A share with its inbox, and the data beside it."""

    root: Path
    letters: dict[str, str] = field(default_factory=dict)
    """The letter as it lay there after each night, by what had happened."""
    copy: bytes = b""
    before: Package | None = None

    @property
    def inbox(self) -> Path:
        """The folder that is collected."""
        return self.root / "受付"

    @property
    def own(self) -> Path:
        """The department's folder of what came back."""
        return self.inbox / "差戻し" / FULL_NAME

    @property
    def now(self) -> Package:
        """What is public now."""
        return Package.at(next(self.root.glob("data/published/*/latest")))

    @contextmanager
    def session(self, as_of: str) -> Iterator[Session]:
        """Open the project's own session."""
        plan = self.root / "plans" / "kanazawa" / "plan.toml"
        with writing(str(plan), self.root / "data", None, date.fromisoformat(as_of)) as session:
            yield session

    def night(self, as_of: str) -> None:
        """Let a night pass."""
        with self.session(as_of) as session:
            return_dir = session.plan.inbox.return_dir
            run_night(session, Inbox(str(self.inbox), 50, sleep=lambda _: None, return_dir=return_dir))

    def drop(self, content: bytes) -> None:
        """Have the department save its sheet into the inbox."""
        (self.inbox / FOLDER / FILE).write_bytes(content)


@pytest.fixture(scope="module")
def share(first_night: Path, tmp_path_factory: pytest.TempPathFactory) -> Share:
    """The share after everything: three nights, a return, a waiver, a corrected sheet, an approval."""
    made = Share(tmp_path_factory.mktemp("share"))
    shutil.copytree(first_night, made.root / "data", symlinks=True)
    shutil.copytree(PLAN.parent, made.root / "plans" / "kanazawa")
    shutil.copytree(INBOX, made.inbox)
    plan = made.root / "plans" / "kanazawa" / "plan.toml"
    text = plan.read_text(encoding="utf-8")
    plan.write_text(
        text.replace("\ninbox.url", '\ninbox.return_dir = "差戻し"\ninbox.url', 1), encoding="utf-8"
    )
    with made.session("2026-11-23") as session:
        form = template_of(session, session.plan.rounds_by_id[ROUND], DEPARTMENT)[1]
    made.before = made.now
    made.drop(with_three_mistakes(form))
    made.night("2026-11-23")
    made.letters["found"] = (made.own / LETTER).read_text(encoding="utf-8")
    made.copy = next(made.own.glob("*.xlsx")).read_bytes()
    _decide(made)
    made.night("2026-11-23")
    made.letters["returned"] = (made.own / LETTER).read_text(encoding="utf-8")
    made.drop(corrected(form))
    made.night("2026-11-23")
    with made.session("2026-11-23") as session:
        approve(session, _waiting(session), APPROVER, reason=DECIDED, document=DOCUMENT)
    return made


def _decide(share: Share) -> None:
    """Return one finding, and have another waived by two people."""
    with share.session("2026-11-23") as session:
        with session.engine.connect() as connection:
            rows = load_findings(connection, session.plan.id)
        found = {
            (one["item_no"], one["rule"]): str(one["fingerprint"])
            for one in rows
            if one["department"] == DEPARTMENT
        }
        return_findings(session, [found[ROUGH, "SH314"]], STEWARD, MESSAGE)
        doubtful = found[DOUBTFUL, "SH501"]
        request_waiver(session, doubtful, STEWARD, REASON, date.fromisoformat(UNTIL))
        decide_waiver(session, doubtful, APPROVER, AGREED, approve=True)


def _waiting(session: Session) -> str:
    """Return the digest of what waits for the year."""
    with session.engine.connect() as connection:
        waiting = load_waiting(connection, session.plan.id)
    return next(str(one["digest"]) for one in waiting if one["fiscal_year"] == YEAR)


def test_the_copy_comes_back_with_its_three_mistakes_marked(share: Share) -> None:
    """It opens, and the three cells carry a note."""
    assert marked_cells(share.copy) == {cell for _, cell in MISTAKES.values()}


def test_the_letter_says_what_to_do_with_each(share: Share) -> None:
    """Every item and cell at first; after the decisions the steward's message, and nothing of what was waived."""
    for item_no, (_, cell) in MISTAKES.items():
        assert f"No.{item_no}" in share.letters["found"]
        assert cell in share.letters["found"]
    assert MESSAGE in share.letters["returned"]
    assert MISTAKES[DOUBTFUL][1] not in share.letters["returned"]


@pytest.mark.parametrize("when", ["found", "returned"])
def test_the_letter_has_no_barrier(
    share: Share, chromium: Browser, checkers: Path, tmp_path: Path, when: str
) -> None:
    """As a double click shows it, without a server: axe-core finds nothing, it fits a small screen, and loads nothing."""
    file = tmp_path / LETTER
    file.write_text(share.letters[when], encoding="utf-8")
    page = chromium.new_page(viewport={"width": 800, "height": 600})
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url))
    try:
        page.goto(file.as_uri())
        page.evaluate((checkers / "axe-core" / "axe.min.js").read_text(encoding="utf-8"))
        found = page.evaluate("tags => axe.run({runOnly: tags})", RULES)["violations"]
        assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        assert len(loaded) == 1
    finally:
        page.close()


def test_what_was_answered_disappears(share: Share) -> None:
    """After the night that took the corrected sheet, the department's folder is gone; others keep theirs."""
    assert not share.own.exists()
    assert (share.inbox / FOLDER / FILE).is_file()
    assert any((share.inbox / "差戻し").iterdir())


def test_the_same_bytes_are_public_as_by_the_console(share: Share, walked: Night) -> None:
    """Which way the department goes makes no difference to the public."""
    assert share.now.files == walked.now.files
    assert share.now.files != (share.before.files if share.before else {})
