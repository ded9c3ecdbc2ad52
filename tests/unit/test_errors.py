"""What a failure that nobody could foresee says, and to which exit code it leads."""

from __future__ import annotations

import errno
import os

from shinchoku.errors import disk_failed


def test_a_disk_that_fails_is_told_with_the_file_and_may_be_tried_again() -> None:
    """Which file, and what the system says of it, in both languages; without a file there is a dash."""
    full = os.strerror(errno.ENOSPC)
    told = disk_failed(OSError(errno.ENOSPC, full, "data/state/staging/a.csv"))
    assert told.exit_code == 4
    for words in (told.message.ja, told.message.en):
        assert f"data/state/staging/a.csv: {full}" in words
    assert f"(-: {full})" in disk_failed(OSError(errno.ENOSPC, full)).message.en
