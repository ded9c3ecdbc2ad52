"""Print the matrix of the corpus: `python tests/corpus/matrix.py [first index] [last index]`."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[n]) for n in (1, 2)]

from corpus.cases import CHUNK, COUNT, case  # noqa: E402 -- the folder of the tests comes first
from corpus.counting import Matrix  # noqa: E402 -- as above


def main(first: int = 0, last: int = COUNT) -> int:
    """Judge the sheets from one index up to another, print what became of them, and say if all is well."""
    matrix = Matrix()
    for start in range(first, last, CHUNK):
        matrix.add(*map(case, range(start, min(start + CHUNK, last))))
    wrong = [*matrix.unread, *map(str, matrix.silent)]
    sys.stdout.write("".join(f"{line}\n" for line in (*matrix.lines(), *wrong, matrix.total())))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:3])))
