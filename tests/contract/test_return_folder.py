"""The return folder on a real disk: written, kept, cleared, and nobody else's file or place ever touched."""

from __future__ import annotations

import multiprocessing
import os
import resource
import signal
import stat
import tempfile
import unicodedata
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest

from shinchoku.adapters.inbox import Inbox
from shinchoku.adapters.return_folder import ReturnedFile, Written, return_root, write_returns
from shinchoku.adapters.safe_names import safe_folders, safe_name
from shinchoku.errors import ConfigurationError, OperationalError

COPY, LETTER = "企画課_指摘.xlsx", "差戻しのお知らせ.html"
_NOBODY = 65534


class Share:
    """A share with a return folder, and the state's note of it."""

    def __init__(self, folder: Path) -> None:
        """Make the share; the return folder is not there yet."""
        self.inbox = folder / "受付"
        self.inbox.mkdir()
        self.root = self.inbox / "差戻し"
        self.manifest = folder / "state" / "returns.json"

    def night(self, **files: dict[str, bytes]) -> Written:
        """Write the files that are wanted tonight, by department."""
        wanted = {
            folder: [ReturnedFile(name, content) for name, content in named.items()]
            for folder, named in files.items()
        }
        return write_returns(self.root, wanted, self.manifest)

    def holds(self) -> dict[str, bytes]:
        """Return every file below the return folder."""
        return {
            path.relative_to(self.root).as_posix(): path.read_bytes()
            for path in sorted(self.root.rglob("*"))
            if path.is_file()
        }


@pytest.fixture
def share(tmp_path: Path) -> Share:
    """An empty share."""
    return Share(tmp_path)


def test_each_department_finds_its_files_in_a_folder_of_its_own(share: Share) -> None:
    """The copy and the letter, readable by those who share the folder."""
    done = share.night(企画課={COPY: b"copy", LETTER: b"letter"}, 環境課={LETTER: b"other"})
    assert share.holds() == {
        f"企画課/{LETTER}": b"letter",
        f"企画課/{COPY}": b"copy",
        f"環境課/{LETTER}": b"other",
    }
    assert sorted(done.written) == sorted(share.holds())
    assert stat.S_IMODE((share.root / "企画課" / COPY).stat().st_mode) == 0o644


def test_the_same_findings_touch_nothing(share: Share) -> None:
    """On the next night neither the files nor the note are written again."""
    share.night(企画課={COPY: b"copy"})
    before = [path.stat().st_mtime_ns for path in (share.root / "企画課" / COPY, share.manifest)]
    done = share.night(企画課={COPY: b"copy"})
    assert done == Written(kept=(f"企画課/{COPY}",))
    assert before == [path.stat().st_mtime_ns for path in (share.root / "企画課" / COPY, share.manifest)]


def test_what_has_changed_takes_the_place_of_what_was_written(share: Share) -> None:
    """The department sees one letter, the newest."""
    share.night(企画課={LETTER: b"old"})
    assert share.night(企画課={LETTER: b"new"}).written == (f"企画課/{LETTER}",)
    assert share.holds() == {f"企画課/{LETTER}": b"new"}


def test_what_is_answered_disappears_with_its_folder(share: Share) -> None:
    """Other departments keep theirs."""
    share.night(企画課={COPY: b"copy", LETTER: b"letter"}, 環境課={LETTER: b"other"})
    done = share.night(環境課={LETTER: b"other"})
    assert sorted(done.cleared) == sorted([f"企画課/{COPY}", f"企画課/{LETTER}"])
    assert not (share.root / "企画課").exists()
    assert share.holds() == {f"環境課/{LETTER}": b"other"}


def test_a_folder_that_was_there_before_stays(share: Share) -> None:
    """An administrator made it, with its own rights; only a folder made here is removed when it is empty."""
    (share.root / "企画課").mkdir(parents=True)
    share.night(企画課={LETTER: b"letter"}, 環境課={LETTER: b"letter"})
    share.night()
    assert [path.name for path in share.root.iterdir()] == ["企画課"]


def test_a_file_that_a_department_edited_is_never_deleted(share: Share) -> None:
    """Somebody corrected the copy itself: it stays, and is told of as long as it is there."""
    share.night(企画課={COPY: b"copy"})
    (share.root / "企画課" / COPY).write_bytes(b"corrected by hand")
    for _ in range(2):
        done = share.night()
        assert (done.cleared, done.left_alone) == ((), (f"企画課/{COPY}",))
    assert share.holds() == {f"企画課/{COPY}": b"corrected by hand"}


def test_a_new_copy_lies_beside_one_that_was_edited(share: Share) -> None:
    """Under the next number, on every night the same one, and it is cleared like any other."""
    share.night(企画課={COPY: b"copy"})
    (share.root / "企画課" / COPY).write_bytes(b"corrected by hand")
    second = "企画課/企画課_指摘_2.xlsx"
    assert share.night(企画課={COPY: b"copy"}).written == (second,)
    assert share.night(企画課={COPY: b"newer"}).written == (second,)
    assert share.night(企画課={COPY: b"newer"}).kept == (second,)
    assert share.night().cleared == (second,)
    assert share.holds() == {f"企画課/{COPY}": b"corrected by hand"}


def test_a_sheet_put_into_the_return_folder_is_told_of(share: Share) -> None:
    """It will never be collected there, so somebody has to hear of it; what Excel leaves is passed over."""
    share.night(企画課={LETTER: b"letter"})
    for name in ("修正版.xlsx", "~$修正版.xlsx", "Thumbs.db", ".DS_Store"):
        (share.root / "企画課" / name).write_bytes(b"x")
    (share.root / "よその課").mkdir()
    (share.root / "よその課" / "a.xlsx").write_bytes(b"x")
    done = share.night(企画課={LETTER: b"letter"})
    assert done.left_alone == ("よその課/a.xlsx", "企画課/修正版.xlsx")


def test_a_file_of_ours_that_is_gone_comes_back_while_it_is_wanted(share: Share) -> None:
    """Tidied away by hand; once it is answered nothing is left to clear."""
    share.night(企画課={LETTER: b"letter"})
    (share.root / "企画課" / LETTER).unlink()
    assert share.night(企画課={LETTER: b"letter"}).written == (f"企画課/{LETTER}",)
    (share.root / "企画課" / LETTER).unlink()
    (share.root / "企画課").rmdir()
    assert share.night() == Written()


def test_links_are_not_followed(share: Share, tmp_path: Path) -> None:
    """Neither a folder nor a file that points elsewhere is written through or removed."""
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / LETTER).write_bytes(b"precious")
    share.root.mkdir()
    (share.root / "企画課").symlink_to(outside)
    (share.root / "環境課").mkdir()
    (share.root / "環境課" / LETTER).symlink_to(outside / LETTER)
    done = share.night(企画課={LETTER: b"x", COPY: b"x"}, 環境課={LETTER: b"x"})
    assert {path.name: path.read_bytes() for path in outside.iterdir()} == {LETTER: b"precious"}
    assert "企画課" in done.left_alone
    assert sorted(done.failed) == sorted([f"企画課/{LETTER}", f"企画課/{COPY}"])
    assert done.written == ("環境課/差戻しのお知らせ_2.html",)
    share.night()
    assert (outside / LETTER).read_bytes() == b"precious"


def test_a_return_folder_that_is_a_link_is_not_written_to(share: Share, tmp_path: Path) -> None:
    """On a share anybody could have put it there."""
    share.root.symlink_to(tmp_path)
    with pytest.raises(OperationalError):
        share.night(企画課={LETTER: b"x"})
    assert not (tmp_path / "企画課").exists()


def test_what_is_no_file_stops_nothing(share: Share) -> None:
    """A pipe and a folder under the names of files: the files lie beside them."""
    folder = share.root / "企画課"
    (folder / COPY).mkdir(parents=True)
    os.mkfifo(folder / LETTER)
    done = share.night(企画課={COPY: b"copy", LETTER: b"letter"})
    assert sorted(done.written) == ["企画課/企画課_指摘_2.xlsx", "企画課/差戻しのお知らせ_2.html"]


def test_a_share_that_was_away_is_cleared_when_it_is_back(share: Share, tmp_path: Path) -> None:
    """For two nights only its empty mount point was there; what lies on the share is still known as ours."""
    share.night(企画課={LETTER: b"first"}, 環境課={LETTER: b"first"})
    share.inbox.rename(tmp_path / "away")
    share.inbox.mkdir()
    share.night()
    share.night(企画課={LETTER: b"second"})
    share.inbox.rename(tmp_path / "mount point")
    (tmp_path / "away").rename(share.inbox)
    done = share.night()
    assert (len(done.cleared), done.left_alone, share.holds()) == (2, (), {})


def test_a_share_that_is_not_there_is_said_so_and_not_made(share: Share) -> None:
    """A mount point without its share must not fill the server's own disk."""
    share.inbox.rmdir()
    with pytest.raises(OperationalError):
        share.night(企画課={LETTER: b"x"})
    assert not share.inbox.exists()
    assert share.night() == Written()


@contextmanager
def disk_of(most_bytes: int) -> Iterator[None]:
    """Let no file of this process grow beyond some bytes, as a full disk would."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    old = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, old)


def test_a_file_that_cannot_be_written_leaves_the_old_one_and_nothing_half_done(share: Share) -> None:
    """The next night, with room again, makes up for it."""
    share.night(企画課={COPY: b"old", LETTER: b"old"})
    with disk_of(2000):
        done = share.night(企画課={COPY: b"n" * 4000, LETTER: b"new"})
    assert (done.failed, done.written) == ((f"企画課/{COPY}",), (f"企画課/{LETTER}",))
    assert share.holds() == {f"企画課/{COPY}": b"old", f"企画課/{LETTER}": b"new"}
    assert share.night(企画課={COPY: b"n" * 4000, LETTER: b"new"}).written == (f"企画課/{COPY}",)


@contextmanager
def somebody_with_a_share() -> Iterator[tuple[Share, ProcessPoolExecutor]]:
    """Yield a share and a process of its owner, who is never root: root may write anywhere."""
    owner = _NOBODY if os.geteuid() == 0 else os.geteuid()
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        share = Share(folder)
        for path in (folder, share.inbox):
            os.chown(path, owner, -1)
        fork = multiprocessing.get_context(
            "fork"
        )  # it has the program loaded, whoever may read the files of it
        with ProcessPoolExecutor(1, fork, initializer=os.setuid, initargs=(owner,)) as theirs:
            yield share, theirs


def test_a_folder_that_may_not_be_written_does_not_stop_the_others() -> None:
    """One department's folder is closed; every other department gets its files."""
    with somebody_with_a_share() as (share, theirs):
        theirs.submit(share.night, 企画課={LETTER: b"old"}, 環境課={LETTER: b"old"}).result()
        (share.root / "企画課").chmod(0o500)
        done = theirs.submit(share.night, 企画課={LETTER: b"new"}, 環境課={LETTER: b"new"}).result()
        (share.root / "企画課").chmod(0o700)
    assert (done.failed, done.written) == ((f"企画課/{LETTER}",), (f"環境課/{LETTER}",))


def test_a_run_that_was_killed_is_made_good(share: Share) -> None:
    """It had noted the new letter, not yet put it there, and left it half written: all of that is ours."""
    share.night(企画課={LETTER: b"old"})
    share.night(企画課={LETTER: b"new"})
    (share.root / "企画課" / LETTER).write_bytes(b"old")
    (share.root / "企画課" / ".shinchoku-1.tmp").write_bytes(b"half")
    assert share.night().cleared == (f"企画課/{LETTER}",)
    assert not (share.root / "企画課").exists()


@pytest.mark.parametrize("note", ["", "[]", '{"files": 3}', '{"files": {"a": 1}}'])
def test_a_lost_note_makes_nothing_ours(share: Share, note: str) -> None:
    """What is there is left alone, but for what is the same already."""
    share.night(企画課={COPY: b"copy", LETTER: b"letter"})
    share.manifest.write_text(note, "utf-8")
    done = share.night(企画課={COPY: b"copy"})
    assert (done.kept, done.left_alone) == ((f"企画課/{COPY}",), (f"企画課/{LETTER}",))


def test_two_files_of_one_name_lie_side_by_side(share: Share) -> None:
    """Names that differ in case or composition alone are one name on a share."""
    files = [
        ReturnedFile(name, name.encode()) for name in ("が.xlsx", unicodedata.normalize("NFD", "が.XLSX"))
    ]
    write_returns(share.root, {"企画課": files}, share.manifest)
    assert sorted(share.holds()) == ["企画課/が.xlsx", "企画課/が_2.XLSX"]


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("総務課", "総務課"),
        ("../../etc/passwd", "_.._etc_passwd"),
        ("a/b\\c:d", "a_b_c_d"),
        ("..", "_"),
        ("", "_"),
        ("CON", "_CON"),
        ("con.xlsx", "_con.xlsx"),
        ("課\u202egnp.xlsx", "課_gnp.xlsx"),
        ("課\n.xlsx", "課_.xlsx"),
        (unicodedata.normalize("NFD", "が課"), "が課"),
        ("~$総務課.xlsx", "$総務課.xlsx"),
        ("課. ", "課"),
    ],
)
def test_names_are_safe_on_every_system(name: str, safe: str) -> None:
    """No path, no reserved word, no character that a system forbids or that turns the line."""
    assert safe_name(name) == safe


def test_a_long_name_is_cut_before_its_ending() -> None:
    """255 bytes are all that a file system has; 課 takes three of them."""
    name = safe_name("課" * 300 + ".xlsx")
    assert name.endswith("課.xlsx")
    assert len(name.encode()) < 200


def test_departments_of_one_name_have_folders_of_their_own() -> None:
    """Two bureaus may each have a 総務課; 企画課 is alone."""
    folders = safe_folders({"soumu-1": "総務課", "soumu-2": "総務課", "kikaku": "企画課"})
    assert folders == {"soumu-1": "総務課_soumu-1", "soumu-2": "総務課_soumu-2", "kikaku": "企画課"}


@pytest.mark.parametrize("return_dir", ["差戻し", "差戻し/", "{inbox}/差戻し"])
@pytest.mark.parametrize("folder", ["差戻し", unicodedata.normalize("NFD", "差戻し"), "差戻し/企画課"])
def test_the_return_folder_is_never_collected(share: Share, return_dir: str, folder: str) -> None:
    """However its name is composed, and however deep a file lies in it; its neighbours are collected."""
    for path in (f"{folder}/{COPY}", "差戻し分/a.xlsx", "企画課/差戻し/b.xlsx", "c.xlsx"):
        (share.inbox / path).parent.mkdir(parents=True, exist_ok=True)
        (share.inbox / path).write_bytes(b"x")
    inbox = Inbox(str(share.inbox), 50, lambda _: None, return_dir.format(inbox=share.inbox))
    assert {entry.path for entry in inbox.list().entries} == {
        "差戻し分/a.xlsx",
        "企画課/差戻し/b.xlsx",
        "c.xlsx",
    }


def test_the_case_of_the_return_folder_does_not_matter(share: Share) -> None:
    """A share may give it back as it was once made."""
    (share.inbox / "ＲＥＴＵＲＮＥＤ").mkdir()
    (share.inbox / "ＲＥＴＵＲＮＥＤ" / "a.xlsx").write_bytes(b"x")
    assert Inbox(str(share.inbox), 50, return_dir="returned").list().entries == ()


def test_a_return_folder_reached_by_another_path_is_not_collected_either(
    share: Share, tmp_path: Path
) -> None:
    """The inbox is a link to the share that the return folder is given on."""
    share.night(企画課={COPY: b"copy"})
    (tmp_path / "link").symlink_to(share.inbox)
    inbox = Inbox(str(tmp_path / "link"), 50, return_dir=str(share.root))
    assert inbox.list().entries == ()


def test_an_inbox_without_a_return_folder_is_collected_whole(share: Share, tmp_path: Path) -> None:
    """Off by default; and a folder elsewhere leaves nothing out."""
    (share.inbox / "差戻し").mkdir()
    (share.inbox / "差戻し" / "a.xlsx").write_bytes(b"x")
    for return_dir in ("", str(tmp_path / "elsewhere")):
        assert len(Inbox(str(share.inbox), 50, return_dir=return_dir).list().entries) == 1


def test_a_return_folder_that_is_the_inbox_itself_is_refused(share: Share) -> None:
    """Everything in it would have to be passed over, or everything that goes back be collected."""
    with pytest.raises(OperationalError, match="the inbox itself"):
        Inbox(str(share.inbox), 50, return_dir=str(share.inbox)).list()


def test_where_the_return_folder_lies(tmp_path: Path) -> None:
    """A name is a folder of the inbox; a path is where it says; an inbox elsewhere needs a path."""
    assert return_root(str(tmp_path), "") is None
    assert return_root(str(tmp_path), "差戻し") == tmp_path / "差戻し"
    assert return_root(tmp_path.as_uri(), "差戻し") == tmp_path / "差戻し"
    assert return_root("memory://inbox", "/mnt/差戻し") == Path("/mnt/差戻し")
    with pytest.raises(ConfigurationError):
        return_root("memory://inbox", "差戻し")


def test_an_inbox_elsewhere_leaves_out_the_folder_of_that_name() -> None:
    """What a synchronised copy of the share carries along is no submission."""
    import fsspec  # noqa: PLC0415 -- this test alone needs it

    filesystem = fsspec.filesystem("memory")
    for path in ("/returns-test/差戻し/a.xlsx", "/returns-test/b.xlsx"):
        filesystem.pipe(path, b"x")
    listed = Inbox("memory://returns-test", 50, return_dir="差戻し").list().entries
    assert [entry.path for entry in listed] == ["b.xlsx"]
    filesystem.rm("/returns-test", recursive=True)
