"""The page of catalogues: where each stands, what a person has to do, what its receipts say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from builders.console import Browser, Served, services_at, serving
from builders.pages import words_of
from builders.people import APPROVER
from contract.city import PLANNING, SHEETS, City
from sqlalchemy import func, select, update

from shinchoku.adapters.state.approvals import load_waiting
from shinchoku.adapters.state.catalogue_lines import load_lines, save_line, save_receipt
from shinchoku.adapters.state.tables import audit
from shinchoku.adapters.state.tables_of_catalogues import catalogue_tries
from shinchoku.bilingual import Bilingual
from shinchoku.catalogues.outbox import OutboxLine, after_mismatch
from shinchoku.catalogues.receipt_parts import DatasetReceived, FileReceived
from shinchoku.catalogues.receipts import Receipt, Via
from shinchoku.night.publishing.publish import publish_tonight
from shinchoku.review.people import NIGHTLY, Role
from shinchoku.usecases.approve import approve

AT = datetime(2024, 5, 2, 17, 30, tzinfo=UTC)
TOKEN = "UMIBE_NO_SUCH_TOKEN"  # noqa: S105 -- the name of a variable that is not there
CKAN = {"name": "city", "kind": "ckan", "url": "https://ckan.umibe.example.jp", "organization": "umibe", "token_env": TOKEN}  # fmt: skip


def share(city: City, **more: object) -> dict[str, object]:
    """Return the settings of a folder beside the city's data."""
    folder = city.root / "share"
    folder.mkdir(exist_ok=True)
    return {"name": "share", "kind": "directory", "path": str(folder), **more}


@pytest.fixture
def told(city: City) -> City:
    """海辺市 after a night that told a folder, and a CKAN that there is no token for."""
    city.register(catalogues=[share(city), CKAN])
    city.send_all()
    city.first_night("2024-05-01")
    return city


@pytest.fixture
def served(told: City) -> Iterator[Served]:
    """A console on the city, on 2 May 2024."""
    with serving(services_at(told.data, told.plan_file)) as made:
        yield made


@pytest.fixture
def steward(served: Served) -> Browser:
    """The browser of a steward."""
    return served.logged_in("steward", Role.STEWARD)


def card(browser: Browser, name: str, path: str = "/catalogues") -> str:
    """Return what the card of one catalogue says."""
    page = browser.get(path).text
    cards = re.findall(r'<section class="card catalogue.*?</section>', page, re.DOTALL)
    (found,) = [one for one in cards if f">{name}</h2>" in one]
    return words_of(found)


def receipts_on(page: str) -> list[str]:
    """Return the addresses of the receipts that a page links to."""
    return re.findall(r'href="(/catalogues/receipts/\d+)"', page)


def keep(served: Served, *, line: OutboxLine | None = None, receipt: Receipt | None = None) -> None:
    """Put a line or a receipt into the state, as the night does."""
    with served.services.session().change(NIGHTLY, "夜間処理") as change:
        if line is not None:
            save_line(change, line)
        if receipt is not None:
            save_receipt(change, receipt)


def received(**more: object) -> Receipt:
    """Return a receipt of the city's CKAN as somebody might have written it."""
    made = {
        "plan": "umibe", "catalogue": "city", "kind": "ckan", "dataset": "umibe-plan", "version": "2024-05-01",
        "via": Via.BUNDLE, "at": AT.isoformat(), "bundle": "ab" * 32, **more,
    }  # fmt: skip
    return Receipt.model_validate(made)


def test_each_catalogue_says_in_words_where_it_stands(steward: Browser) -> None:
    """One that was told, one that refuses with what to do, and the release folder itself; each with its sign."""
    assert "✓反映済み" in card(steward, "share")
    assert "版2024-05-01" in card(steward, "share").replace(" ", "")
    refused = card(steward, "city")
    assert "✖設定または権限の見直しが必要" in refused
    assert "APIトークンがありません" in refused
    assert "続けて失敗した回数1" in refused
    assert "https://ckan.umibe.example.jp" in refused
    assert "shinchoku publish --catalogue city --dry-run" in refused
    assert "公表フォルダー" in card(steward, "directory")


def test_whoever_cannot_act_is_told_only_that_it_waits(served: Served) -> None:
    """A department sees where a catalogue stands, and neither the reason nor commands."""
    department = served.logged_in("kikaku", Role.DEPARTMENT, departments=("kikaku",))
    said = card(department, "city")
    assert "設定または権限の見直しが必要" in said
    assert "確認担当か管理者の対応を待っています" in said
    assert TOKEN not in said
    assert "shinchoku publish" not in said


def test_a_receipt_has_every_file_with_its_whole_hash(steward: Browser, told: City) -> None:
    """What the page lists is what the release's own sums say; the download is the receipt as it is kept."""
    link = receipts_on(steward.get("/releases/2024-05-01").text)[0]
    page = words_of(steward.get(link).text)
    sums = (told.published / "latest" / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    for digest, name in (line.split("  ") for line in sums):
        assert digest in page
        assert name in page
    answer = steward.get(f"{link}/json")
    assert "attachment" in answer.headers["content-disposition"]
    kept = Receipt.model_validate_json(answer.content)
    assert {one.sha256 for one in kept.files} >= {line.split()[0] for line in sums}
    assert steward.get("/catalogues/receipts/999").status_code == 404


def test_a_version_says_which_catalogues_have_it(steward: Browser, told: City) -> None:
    """The newest, an earlier one that is kept, and the catalogue that has neither."""
    told.send(PLANNING, SHEETS[PLANNING].replace("110", "120"))
    told.night("2024-05-02")
    with told.session("2024-05-02") as session:
        with session.engine.connect() as connection:
            (one,) = load_waiting(connection, "umibe")
        approve(session, str(one["digest"]), APPROVER, reason="差替えを確認")
    told.night("2024-05-03")
    old, new = (
        words_of(steward.get(f"/releases/{version}").text) for version in ("2024-05-01", "2024-05-02")
    )
    assert "share✓以前の版" in old
    assert "share✓最新版" in new
    assert "city－なしなし" in new


def test_today_has_one_line_when_a_catalogue_is_not_well(served: Served, steward: Browser) -> None:
    """For stewards and administrators, once, with the name; nobody else is bothered."""
    for browser in (steward, served.logged_in("both", Role.STEWARD, Role.ADMINISTRATOR)):
        said = words_of(browser.get("/").text)
        assert said.count("確認が必要なカタログ") == 1
        assert "city" in said
    for role in (Role.APPROVER, Role.VIEWER):
        said = words_of(served.logged_in(role.value, role).get("/").text)
        assert "確認が必要なカタログ" not in said


def test_today_says_nothing_when_all_is_well(city: City) -> None:
    """A folder that was told is no news."""
    city.register(catalogues=[share(city)])
    city.send_all()
    city.first_night("2024-05-01")
    with serving(services_at(city.data, city.plan_file)) as served:
        assert "確認が必要なカタログ" not in words_of(served.logged_in("steward", Role.STEWARD).get("/").text)


@pytest.mark.parametrize(
    ("drift", "became"), [("repair", "（元に戻しました）"), ("leave", "（そのままにしています）")]
)
def test_what_others_changed_is_shown(city: City, drift: str, became: str) -> None:
    """The file that somebody wrote over in the catalogue, and what becomes of it by the plan's settings."""
    city.register(catalogues=[share(city, drift=drift)])
    city.send_all()
    city.first_night("2024-05-01")
    file = city.root / "share" / city.plan.dataset / "releases" / "2024-05-01" / "CHANGELOG.md"
    file.chmod(0o644)
    file.write_text("somebody else's", encoding="utf-8")
    city.night("2024-05-02")
    with serving(services_at(city.data, city.plan_file)) as served:
        said = card(served.logged_in("steward", Role.STEWARD), "share")
    assert re.search(r"カタログ側で変更されていたもの：1件（[0-9: -]+に確認）", said)
    assert "releases/2024-05-01/CHANGELOG.md：内容、大きさ" in said
    assert became in said


def test_times_and_counts_are_those_of_the_last_try(city: City) -> None:
    """A try that finds all in order leaves no record, and has been there: its time is shown, and nothing older."""
    city.register(catalogues=[share(city)])
    city.send_all()
    city.first_night("2024-05-01")
    file = city.root / "share" / city.plan.dataset / "releases" / "2024-05-01" / "CHANGELOG.md"
    file.chmod(0o644)
    file.write_text("somebody else's", encoding="utf-8")
    city.night("2024-05-02")
    with serving(services_at(city.data, city.plan_file)) as served:
        steward = served.logged_in("steward", Role.STEWARD)
        with served.services.engine.begin() as connection:
            connection.execute(update(catalogue_tries).values(at=AT, looked_at=AT))
            before = connection.scalar(select(func.count()).select_from(audit))
        assert "最後に確かめた日時2024-05-03 02:30書き込み1回" in card(steward, "share")
        with city.session("2024-05-02") as session:
            publish_tonight(session)
        said = card(steward, "share")
        with served.services.engine.connect() as connection:
            assert connection.scalar(select(func.count()).select_from(audit)) == before
    assert "2024-05-03 02:30" not in said
    assert "書き込み0回" in said
    assert "変更されていたもの" not in said


def test_without_a_catalogue_the_page_says_how_to_connect_one(city: City) -> None:
    """Before the first night, and with nothing in the plan file."""
    with serving(services_at(city.data, city.plan_file)) as served:
        said = words_of(served.logged_in("viewer", Role.VIEWER).get("/catalogues").text)
    assert "つながっているカタログはありません" in said
    assert "kind = " in said
    assert "shinchoku doctor" in said


def test_a_catalogue_that_left_the_plan_keeps_its_receipts(told: City) -> None:
    """What it was told stays on record, and nobody is asked to do anything about it."""
    told.register(catalogues=[])
    with serving(services_at(told.data, told.plan_file)) as served:
        browser = served.logged_in("steward", Role.STEWARD)
        said = card(browser, "city")
        assert "－計画ファイルにありません" in said
        assert "publish" not in said
        assert "2024-05-01" in card(browser, "share")
        assert "確認が必要なカタログ" not in words_of(browser.get("/").text)


def test_what_a_receipt_or_a_server_says_is_only_text(served: Served, steward: Browser) -> None:
    """No address but one of the web becomes a link, and no sign in a reason steers the page."""
    file = FileReceived(
        key="current/progress.csv", id="<b>r1", name="progress.csv", sha256="0" * 64, size=1, address="javascript:alert(1)"
    )  # fmt: skip
    dataset = DatasetReceived(id="d1", name="<i>x", address="https://ckan.umibe.example.jp/dataset/x")
    keep(served, receipt=received(files=(file,), datasets={"current": dataset}))
    why = Bilingual("<script>x</script>\u202eだめ", "no")
    line = OutboxLine("city", "2024-05-01", AT.date())
    keep(served, line=after_mismatch(line, why, AT, AT.date()))
    page = steward.get("/catalogues").text
    assert "<script>x" not in page
    assert "⟨U+202E⟩" in page
    assert 'href="https://ckan.umibe.example.jp/dataset/x"' in page
    shown = [steward.get(one).text for one in receipts_on(page)]
    assert any("javascript:alert(1)" in one for one in shown)
    assert not any('href="javascript' in one for one in shown)
    assert not any("<i>x" in one or "<b>r1" in one for one in shown)


def test_the_page_speaks_english_too(served: Served) -> None:
    """The same in English."""
    browser = served.logged_in("admin", Role.ADMINISTRATOR)
    browser.post("/preferences", {"lang": "en", "next": "/"})
    assert "Refused: settings or rights have to be changed" in card(browser, "city")
    assert "Catalogues to look at" in words_of(browser.get("/").text)


def test_only_the_newest_receipts_are_listed_at_first(served: Served, steward: Browser) -> None:
    """Older ones are a link away; each keeps its own page."""
    for number in range(7):
        keep(served, receipt=received(server={"number": str(number)}))
    assert card(steward, "city").count("JSON") == 5
    page = steward.get("/catalogues").text
    assert "/catalogues?receipts=city" in page
    assert card(steward, "city", "/catalogues?receipts=city").count("JSON") == 7


def test_nothing_is_written_from_here(steward: Browser, served: Served) -> None:
    """There is no form on the page but the frame's own, and looking changes nothing."""
    with served.services.engine.connect() as connection:
        before = load_lines(connection, "umibe")
    page = steward.get("/catalogues").text.partition("<main")[2]
    assert "<form" not in page.partition("</main>")[0]
    with served.services.engine.connect() as connection:
        assert load_lines(connection, "umibe") == before
