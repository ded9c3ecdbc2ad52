"""Settings for the web server of a test's CKAN: an access log, which CKAN's own logging would switch off.

Given to the server as `GUNICORN_CMD_ARGS="--config tests/builders/gunicorn_log.py"` (absolute path).
"""

from __future__ import annotations

from typing import Any

accesslog = "-"
access_log_format = '%(t)s "%(r)s" %(s)s %(b)s "%(a)s"'


def post_worker_init(worker: Any) -> None:  # noqa: ANN401 -- gunicorn is not installed here
    """Switch the access log on again: loading CKAN has silenced every logger that its settings do not name."""
    worker.log.access_log.disabled = False
