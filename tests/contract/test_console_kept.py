"""What others changed in a CKAN, seen and kept in the console: who may, what is said, what the catalogue then is."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from builders.ckan import Ckan
from builders.console import Browser, Served, services_at, serving
from builders.pages import words_of
from contract.city import City
from contract.test_console_pushing import until_told

from shinchoku.review.people import Role

TOKEN = "SHINCHOKU_TEST_CONSOLE_TOKEN"  # noqa: S105 -- the name of a variable
REASON = "個人情報の有無を確認中"


@dataclass(frozen=True, slots=True)
class Shown:
    """A console on a city whose release is public in a CKAN, where somebody then hid the dataset."""

    served: Served
    ckan: Ckan
    name: str
    """Of the dataset, and of the catalogue: identifiers of resources are derived from it."""

    @property
    def page(self) -> str:
        """The page of what is kept."""
        return f"/catalogues/{self.name}/kept"

    def chosen(self, steward: Browser, key: str) -> dict[str, str]:
        """What a person sends who chooses a thing on the page of what differs now."""
        choices = re.findall(r'<option value="([0-9a-f]{64} [^"]+)"', steward.get(f"{self.page}?look=1").text)
        return {
            "thing": next(one for one in choices if one.endswith(f" {key}")),
            "reason": REASON,
        }

    @property
    def is_hidden(self) -> bool:
        """Whether the dataset is hidden now."""
        return bool(self.ckan.editor.get("package_show", id=self.name)["private"])


@pytest.fixture
def shown(ckan: Ckan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shown]:
    """The city, and its console on the day after."""
    monkeypatch.setenv(TOKEN, ckan.editor.token)
    city, name = City(tmp_path / "umibe"), f"umibe-{secrets.token_hex(4)}"
    catalogue = {"name": name, "kind": "ckan", "url": ckan.url, "organization": ckan.organization, "dataset": name, "token_env": TOKEN, "test": True}  # fmt: skip
    share = tmp_path / "share"
    share.mkdir()
    city.register(
        catalogues=[catalogue, {"name": "share", "kind": "directory", "path": str(share), "test": True}]
    )
    city.send_all()
    city.first_night("2024-05-01")
    ckan.editor.call("package_patch", id=name, private=True)
    with serving(services_at(city.data, city.plan_file)) as served:
        yield Shown(served, ckan, name)


def test_a_steward_sees_keeps_and_ends_it(shown: Shown) -> None:
    """What differs is looked up at once; kept, it is named on the page of catalogues and in the receipt; ended, it is put right."""
    steward = shown.served.logged_in("steward", Role.STEWARD)
    assert shown.page in steward.get("/catalogues").text
    assert "維持しているもの ありません。" in words_of(steward.get(shown.page).text)
    looked = words_of(steward.get(f"{shown.page}?look=1").text)
    assert ("current（非公開の設定）" in looked, "current非公開の設定はい" in looked) == (True, True)
    form = shown.chosen(steward, "current")
    answer = steward.post(f"/catalogues/{shown.name}/keep", form, on=shown.page)
    assert answer.status_code == 303, answer.text
    said = words_of(steward.get(answer.headers["location"]).text)
    assert "「current」を、いまの状態のまま維持します" in said
    until_told(shown.served.services)
    page = words_of(steward.get("/catalogues").text)
    assert "維持しているものcurrent：非公開の設定" in page
    assert "個人情報の有無を確認中" in page
    assert shown.is_hidden
    receipt = next(
        one for one in steward.get("/catalogues").text.split('"') if "/catalogues/receipts/" in one
    )
    assert "理由を付けて維持していたもの：1件" in words_of(steward.get(receipt).text)
    end = {"thing": "current", "reason": "問題なし"}
    assert steward.post(f"/catalogues/{shown.name}/end", end, on=shown.page).status_code == 303
    until_told(shown.served.services)
    assert not shown.is_hidden


def test_what_is_missing_is_said_and_nothing_is_kept(shown: Shown) -> None:
    """With what was written still there."""
    steward = shown.served.logged_in("steward", Role.STEWARD)
    chosen = shown.chosen(steward, "current")
    for form, words in (
        ({"reason": " "}, "理由を書いてください。"),
        ({"thing": ""}, "維持するものを選んでください。"),
        ({"thing": "current"}, "維持するものを選んでください。"),
        ({"thing": "0 current/x"}, "カタログ側で変更されたものはありません"),
        ({"thing": "0 current"}, "画面に表示した後にまた変更されました"),
    ):
        answer = steward.post(f"/catalogues/{shown.name}/keep", {**chosen, **form}, on=shown.page)
        assert (form, answer.status_code, words in words_of(answer.text)) == (form, 400, True)
        assert "reason" in form or REASON in answer.text
    assert "維持しているもの ありません。" in words_of(steward.get(shown.page).text)


def test_what_changed_after_it_was_shown_is_not_kept(shown: Shown) -> None:
    """The person decided about what they saw; they are shown what it is now, and may choose that."""
    steward = shown.served.logged_in("steward", Role.STEWARD)
    form = shown.chosen(steward, "current")
    shown.ckan.editor.call("package_patch", id=shown.name, title="<b>別の題名</b>")
    answer = steward.post(f"/catalogues/{shown.name}/keep", form, on=shown.page)
    said = words_of(answer.text)
    assert (answer.status_code, "画面に表示した後にまた変更されました" in said) == (400, True)
    assert ("維持しているもの ありません。" in said, "題名<b>別の題名</b>" in said) == (True, True)
    again = steward.post(f"/catalogues/{shown.name}/keep", shown.chosen(steward, "current"), on=shown.page)
    assert again.status_code == 303


def test_only_a_ckan_of_the_plan_has_such_a_page(shown: Shown) -> None:
    """Not a folder, nor what is not in the plan; and not everybody decides."""
    steward = shown.served.logged_in("steward", Role.STEWARD)
    for name in ("share", "directory", "nowhere"):
        assert steward.get(f"/catalogues/{name}/kept").status_code == 404
    viewer = shown.served.logged_in("viewer", Role.VIEWER)
    assert viewer.get(shown.page).status_code == 403
    assert shown.page not in viewer.get("/catalogues").text
