"""What stops a command, each with its exit code and a sentence for the person who must act."""

from typing import Self

from shinchoku.bilingual import Bilingual


class StoppedError(Exception):
    """A command cannot go on, for a reason that a person can understand and mend."""

    exit_code = 4

    def __init__(self, ja: str, en: str) -> None:
        """Keep the message in both languages."""
        super().__init__(ja, en)
        self.message = Bilingual(ja, en)

    def __str__(self) -> str:
        """Return the message as logs have it: in English."""
        return self.message.en

    @classmethod
    def of(cls, message: Bilingual) -> Self:
        """Return an error with a message that stands elsewhere."""
        return cls(message.ja, message.en)


class ConfigurationError(StoppedError):
    """The plan, an option or an argument is wrong; nothing was done (exit 2)."""

    exit_code = 2


class NotPermittedError(ConfigurationError):
    """Whoever asked may not do this, or must not be the one to do it (exit 2)."""


class DecidedMeanwhileError(ConfigurationError):
    """Somebody else decided first; what was shown is no longer so (exit 2)."""


class OperationalError(StoppedError):
    """A lock, a disk, a database or a network failed; running again is safe (exit 4)."""

    exit_code = 4


def disk_failed(error: OSError) -> OperationalError:
    """Say that a file could not be read or written, which one and why."""
    where = error.filename or "-"
    return OperationalError(
        f"ファイルの読み書きに失敗しました（{where}: {error.strerror}）。権限と空き容量を確かめて、もう一度実行してください。",
        f"a file could not be read or written ({where}: {error.strerror}): check rights and space, and run again.",
    )
