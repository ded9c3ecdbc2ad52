"""What no part of a catalogue foresaw, as a sentence: it ends that catalogue's line, and nothing else."""

from pathlib import PurePath
from types import TracebackType

from shinchoku.bilingual import Bilingual


def unforeseen_failure(catalogue: str, error: Exception) -> Bilingual:
    """Return the sentence for what no part of a catalogue foresaw: the kind of error and its place, none of its words.

    An error's own words may hold an address with a password, or what a stranger's server sent.
    """
    where = f"{type(error).__name__}{_place(error.__traceback__)}"
    return Bilingual(
        f"カタログ「{catalogue}」の処理中に、想定外のエラーが起きました（{where}）。ほかのカタログと夜間処理は続けています。"
        "次の夜に自動でやり直します。続くときは、この文をシステムの担当者に伝えてください。",
        f"something unforeseen happened with the catalogue {catalogue!r} ({where}). The others, and the night, went on. It is"
        " tried again the next night; if this goes on, pass this sentence on to whoever looks after the system.",
    )


def _place(traceback: TracebackType | None) -> str:
    """Return the file and line where an error came up, if that is known."""
    if traceback is None:
        return ""
    while traceback.tb_next is not None:
        traceback = traceback.tb_next
    return f", {PurePath(traceback.tb_frame.f_code.co_filename).name}:{traceback.tb_lineno}"
