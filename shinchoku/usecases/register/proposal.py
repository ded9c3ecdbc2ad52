"""What would become of a plan file: held until somebody agrees, then written in one step or refused."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from shinchoku.adapters.durable import replace_file
from shinchoku.adapters.forms.register.coming_back import CellMistake
from shinchoku.adapters.forms.register.contents import Contents
from shinchoku.adapters.forms.register.difference import EntryChange
from shinchoku.adapters.forms.register.intended import mistakes_of, says_the_same
from shinchoku.adapters.forms.register.sentences import change_sentences
from shinchoku.adapters.forms.register.tables import RegisterTable
from shinchoku.adapters.forms.register.toml_editing import edited
from shinchoku.adapters.forms.register.waiting import (
    PROPOSALS,
    StoredProposal,
    digest,
    edits_of,
)
from shinchoku.adapters.forms.register.workbook import names_of
from shinchoku.adapters.plan_file import load_plan
from shinchoku.bilingual import Bilingual, Language
from shinchoku.errors import ConfigurationError, OperationalError, disk_failed


@dataclass(frozen=True, slots=True)
class RegisterProposal:
    """What a workbook or an amendment would make of a plan file; nothing has been written."""

    plan_file: Path
    before: bytes
    mistakes: tuple[CellMistake, ...] = ()
    changes: tuple[EntryChange, ...] = ()
    after: bytes = b""
    """The file's new content; empty if there are mistakes or nothing changes."""
    is_stale: bool = False
    """Whether the plan file has changed since the workbook was exported."""


def content_after(
    before: str,
    changes: Sequence[EntryChange],
    contents: Contents,
    intended: str,
    tables: Sequence[RegisterTable],
) -> bytes:
    """Return the new content of the plan file; nothing if nothing changes.

    Raises:
        ConfigurationError: if the edited file would not say exactly what is asked for.
    """
    if not changes:
        return b""
    after = edited(before, changes, contents)
    if not says_the_same(after, intended, tables):
        raise ConfigurationError(
            "計画ファイルの書き方が特殊なため、自動では安全に書き換えられません。差分を見て、手で直してください。",
            "the plan file is written in a way that cannot be edited safely: change it by hand.",
        )
    return after.encode()


def accept(proposal: RegisterProposal) -> None:
    """Write the new content in place of the old in one step; without changes there is nothing to write.

    Raises:
        OperationalError: if the plan file was changed in the meantime, or the disk fails; it stays as it is.
    """
    if not proposal.changes:
        return
    path = proposal.plan_file.resolve()
    try:
        if path.read_bytes() != proposal.before:
            raise OperationalError(
                f"確認している間に {path} が変わったため、書き込みませんでした。もう一度実行してください。",
                f"{path} changed in the meantime; nothing was written. Run it again.",
            )
        replace_file(path, proposal.after, path.parent, path.stat().st_mode & 0o777)
    except OSError as error:
        raise disk_failed(error) from error


def proposal_to_json(proposal: RegisterProposal) -> str:
    """Write a proposal so that it can wait for an approval: no path, the whole new text, the changes in words.

    Raises:
        ConfigurationError: if it has mistakes or changes nothing: there is nothing to approve.
    """
    if proposal.mistakes or not proposal.changes:
        said = [one.message for one in proposal.mistakes] or [
            Bilingual("変わるところがありません。", "nothing would change.")
        ]
        raise ConfigurationError(
            f"承認に回せません: {' '.join(one.ja for one in said)}",
            f"it cannot be put up for approval: {' '.join(one.en for one in said)}",
        )
    names = names_of(load_plan(proposal.plan_file))
    told = {language: tuple(change_sentences(proposal.changes, language, names)) for language in Language}
    edits = edits_of(proposal.changes)
    return PROPOSALS.dump(StoredProposal(digest(proposal.before), proposal.after.decode(), told, edits))


def proposal_from_json(text: str) -> StoredProposal:
    """Read a waiting proposal back."""
    return PROPOSALS.load(text)


def accept_stored(plan_file: Path, before_sha256: str, after: str) -> None:
    """Write what was approved, if the plan file is still what it was proposed for; done already is done.

    Raises:
        ConfigurationError: if the plan file has changed since, or the rules of the register have.
        OperationalError: if the disk fails; the plan file stays as it is.
    """
    path, content = plan_file.resolve(), after.encode()
    try:
        now = path.read_bytes()
        if now == content:
            return
        if digest(now) != before_sha256:
            raise ConfigurationError(
                f"起案の後に計画ファイル（{plan_file.name}）が変わったため、書き込みませんでした。今の登録簿で起案し直してください。",
                f"the plan file ({plan_file.name}) has changed since this was proposed; nothing was written: propose it again.",
            )
        if mistakes := mistakes_of(after):
            raise ConfigurationError(
                f"承認された内容が登録簿の決まりに合わないため、書き込みませんでした（{mistakes[0].key}: {mistakes[0].message.ja}）。起案し直してください。",
                f"what was approved breaks a rule of the register; nothing was written ({mistakes[0].key}: {mistakes[0].message.en}). Propose it again.",
            )
        replace_file(path, content, path.parent, path.stat().st_mode & 0o777)
    except OSError as error:
        raise disk_failed(error) from error
