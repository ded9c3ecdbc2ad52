"""A catalogue's token from a Prefect Secret block: the real thing, on a temporary server."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
SCRIPT = """
import sys
from pathlib import Path

from flows.settings import configure

configure(Path(sys.argv[1]))
from prefect.blocks.system import Secret

from flows.secret import secret_from_block
from shinchoku.catalogues.failures import CatalogueRefusedError

Secret(value="s3cret-t0ken").save("ckan-token")
assert secret_from_block("ckan-token") == "s3cret-t0ken"
try:
    secret_from_block("no-such-block")
except CatalogueRefusedError as error:
    print(error.message.ja)
"""


def test_a_token_may_lie_in_a_prefect_block(tmp_path: Path) -> None:
    """It is read where a plan names the block; a block that is not there is told by its name."""
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(tmp_path)],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert "no-such-block" in done.stdout
    assert "s3cret-t0ken" not in done.stdout
