"""`publish --keep` with the state: who may, what is recorded, what every receipt and night says of it."""

from __future__ import annotations

import json
import secrets
from pathlib import Path

import pytest
from builders.ckan import Ckan
from builders.people import ADMINISTRATOR, APPROVER, KIKAKU, STEWARD, VIEWER
from contract.city import City

from shinchoku.adapters.state.catalogue_lines import load_lines, load_receipts
from shinchoku.catalogues.outbox import CatalogueStatus
from shinchoku.catalogues.receipts import to_json
from shinchoku.errors import ConfigurationError, NotPermittedError
from shinchoku.night.publishing.publish import publish_now
from shinchoku.night.publishing.report import CatalogueReport, report_of
from shinchoku.review.people import Actor
from shinchoku.usecases.keep_drift import KeepChoice, end_keeping, keep
from shinchoku.views.audit_proof import prove

OPERATOR = Actor("login:operator", "operator")
TOKEN = "SHINCHOKU_TEST_KEEP_TOKEN"  # noqa: S105 -- the name of a variable
REASON = "個人情報が\n含まれるおそれがあり調査中"


class Shown:
    """海辺市, whose first release is public in a CKAN, where somebody then hid the dataset."""

    def __init__(self, ckan: Ckan, root: Path) -> None:
        """Publish, and hide."""
        self.ckan, self.city = ckan, City(root)
        self.name = f"umibe-{secrets.token_hex(4)}"
        catalogue = {"name": self.name, "kind": "ckan", "url": ckan.url, "organization": ckan.organization, "dataset": self.name, "token_env": TOKEN, "test": True}  # fmt: skip
        folder = root / "share"
        folder.mkdir(parents=True)
        share = {"name": "share", "kind": "directory", "path": str(folder), "test": True}
        self.city.register(catalogues=[catalogue, share])
        self.city.send_all()
        self.city.night()
        ckan.editor.call("package_patch", id=self.name, private=True)

    def publish(self) -> CatalogueReport:
        """Publish to it as a person does."""
        with self.city.session("2024-05-03") as session:
            (told,) = publish_now(session, OPERATOR, [self.name])
        return report_of(told)


@pytest.fixture
def shown(ckan: Ckan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shown:
    """The city whose dataset was hidden."""
    monkeypatch.setenv(TOKEN, ckan.editor.token)
    return Shown(ckan, tmp_path / "umibe")


def test_what_is_kept_is_named_by_every_night_and_receipt_until_it_is_ended(shown: Shown) -> None:
    """The dataset stays hidden, the catalogue is in order; ended, it is public again."""
    with shown.city.session("2024-05-03") as session:
        keep(session, STEWARD, shown.name, KeepChoice("current"), REASON)
    report = shown.publish()
    assert (report.status, [one.key for one in report.kept]) == (CatalogueStatus.PUBLISHED, ["current"])
    night = shown.city.night("2024-05-04")
    assert night.has_every_catalogue
    (kept,) = next(one for one in night.catalogues if one.name == shown.name).kept
    assert (kept.key, kept.fields, kept.role, kept.since) == (
        "current",
        ("private",),
        "steward",
        "2024-05-03",
    )
    assert shown.ckan.editor.get("package_show", id=shown.name)["private"] is True
    with shown.city.session("2024-05-04") as session:
        with session.engine.connect() as connection:
            receipts = [
                one for one in load_receipts(connection, session.plan.id) if one.catalogue == shown.name
            ]
            assert load_lines(connection, session.plan.id)[shown.name].status is CatalogueStatus.PUBLISHED
        assert prove(session.engine, session.paths).is_whole
        end_keeping(session, APPROVER, shown.name, "current", "調査の結果、問題なし")
    assert [bool(one.kept) for one in receipts] == [False, True]
    assert receipts[1].kept[0].reason == "個人情報が 含まれるおそれがあり調査中"
    assert "kept" not in json.loads(to_json(receipts[0]))
    assert shown.publish().kept == ()
    assert shown.ckan.anonymous.get("package_show", id=shown.name)["version"] == "2024-05-02"


def test_who_may_not_decide_it_and_what_cannot_be_kept(shown: Shown) -> None:
    """A steward or an approver decides, about a CKAN, and about what others did change."""
    with shown.city.session("2024-05-03") as session:
        for person in (VIEWER, KIKAKU, ADMINISTRATOR):
            with pytest.raises(NotPermittedError):
                keep(session, person, shown.name, KeepChoice("current"), REASON)
            with pytest.raises(NotPermittedError):
                end_keeping(session, person, shown.name, "current", REASON)
        with pytest.raises(ConfigurationError) as folder:
            keep(session, STEWARD, "share", KeepChoice("latest"), REASON)
        assert "shinchoku takedown" in folder.value.message.ja
        with pytest.raises(ConfigurationError) as nothing:
            keep(session, STEWARD, shown.name, KeepChoice("current/progress.csv"), REASON)
        assert "変更されているもの: current" in nothing.value.message.ja
        with pytest.raises(ConfigurationError) as ended:
            end_keeping(session, STEWARD, shown.name, "current", REASON)
        assert "対象: なし" in ended.value.message.ja


def test_a_catalogue_that_was_never_told_has_nothing_to_keep(ckan: Ckan, tmp_path: Path) -> None:
    """And says so."""
    city = City(tmp_path / "umibe")
    city.send_all()
    city.night()
    never = {"name": "city", "kind": "ckan", "url": ckan.url, "organization": ckan.organization, "test": True}
    city.register(catalogues=[never])
    with city.session("2024-05-03") as session, pytest.raises(ConfigurationError) as refused:
        keep(session, STEWARD, "city", KeepChoice("current"), REASON)
    assert "まだ反映したことがありません" in refused.value.message.ja
