"""A real CKAN for tests: who may write there, what its activity stream says, and how to clean up."""

from __future__ import annotations

import json
import os
import secrets
import urllib.error
import urllib.request
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Self
from urllib.parse import urlencode, urlsplit

import pytest

NEWEST, OLDEST = "SHINCHOKU_TEST_CKAN", "SHINCHOKU_TEST_CKAN_OLDEST"
"""The variables that name files with `CKAN_URL` and `CKAN_API_TOKEN`: of a CKAN of today, and of the oldest one."""
FORMS, LOADS = "SHINCHOKU_TEST_CKAN_FORMS", "SHINCHOKU_TEST_CKAN_LOADS"
"""The same of a CKAN with ckanext-scheming and ckanext-dcat, and of one with ckanext-dcat, ckanext-xloader and a worker."""
_DIRECTLY = urllib.request.build_opener(urllib.request.ProxyHandler({}))


class CkanError(Exception):
    """CKAN refused an action: its status and what it said, never what was sent along."""

    def __init__(self, action: str, status: int, said: str) -> None:
        """Keep what happened."""
        super().__init__(f"{action}: {status} {said[:500]}")
        self.status = status


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who may call actions; anonymous without a token, which no message shows."""

    url: str
    token: str = ""

    def __repr__(self) -> str:
        """Name the site alone."""
        return f"Account({self.url})"

    def call(self, action: str, **arguments: object) -> Any:  # noqa: ANN401 -- whatever the action returns
        """Call an action that writes, or that takes more than an address holds.

        Raises:
            CkanError: if it was refused.
        """
        return self._ask(action, self._at(action), json.dumps(arguments).encode())

    def get(self, action: str, **arguments: str | int) -> Any:  # noqa: ANN401 -- as above
        """Call an action that reads.

        Raises:
            CkanError: if it was refused.
        """
        return self._ask(action, f"{self._at(action)}?{urlencode(arguments)}", None)

    def _at(self, action: str) -> str:
        """Return the address of an action."""
        return f"{self.url}/api/3/action/{action}"

    def _ask(self, action: str, address: str, body: bytes | None) -> Any:  # noqa: ANN401 -- as above
        """Send a request and return its result."""
        headers = {"Content-Type": "application/json"} | ({"Authorization": self.token} if self.token else {})
        request = urllib.request.Request(address, body, headers)  # noqa: S310 -- the address is the tests' own
        try:
            with _DIRECTLY.open(request, timeout=60) as answer:
                return json.load(answer)["result"]
        except urllib.error.HTTPError as error:
            with error:
                raise CkanError(action, error.code, error.read().decode("utf-8", "replace")) from None


@dataclass(frozen=True, slots=True)
class Ckan:
    """A real CKAN, its administrator, and an organisation with an editor of its own."""

    admin: Account
    editor: Account
    organization: str
    editor_name: str
    log: Path | None = None
    """The web server's access log, if it writes one."""

    @property
    def url(self) -> str:
        """Where it is."""
        return self.admin.url

    @property
    def place(self) -> tuple[str, int]:
        """Its host and port, for a proxy in front of it."""
        parts = urlsplit(self.url)
        return str(parts.hostname), parts.port or 80

    @property
    def tells_of_indexes(self) -> bool:
        """Whether it tells which columns of a table have an index, to whoever asks without writing: from 2.11 on."""
        version = str(self.anonymous.get("status_show")["ckan_version"]).split(".")
        return (int(version[0]), int(version[1])) >= (2, 11)

    @property
    def anonymous(self) -> Account:
        """Anybody."""
        return Account(self.url)

    @classmethod
    def ready(cls, account: Account, worker: str = "", log: Path | None = None) -> Self:
        """Make an organisation and an editor of one's own, with a token of its own."""
        mark = f"{worker or 'main'}-{secrets.token_hex(4)}"
        organization, name = f"umibe-{mark}", f"editor-{mark}"
        account.call("organization_create", name=organization, title="海辺市")
        account.call(
            "user_create", name=name, email=f"{name}@umibe.example.jp", password=secrets.token_urlsafe(24)
        )
        account.call("organization_member_create", id=organization, username=name, role="editor")
        token = account.call("api_token_create", user=name, name="publisher")["token"]
        return cls(account, Account(account.url, token), organization, name, log)

    def new_token(self) -> str:
        """Return one more token of the editor."""
        made = self.admin.call("api_token_create", user=self.editor_name, name=secrets.token_hex(4))
        return str(made["token"])

    def revoke(self, token: str) -> None:
        """Make a token worthless."""
        self.admin.call("api_token_revoke", token=token)

    def last_activity(self) -> str:
        """Return what was done last in the organisation: made, changed, deleted."""
        (last,) = self.admin.get("organization_activity_list", id=self.organization, limit=1)
        return str(last["id"])

    def datasets(self, prefix: str = "") -> list[Mapping[str, Any]]:
        """Return the organisation's datasets whose name begins with a prefix, also private ones."""
        found = self.admin.call(
            "package_search",
            fq=f'organization:"{self.organization}"',
            include_private=True,
            include_drafts=True,
            rows=1000,
        )["results"]
        return [one for one in found if one["name"].startswith(prefix)]

    def purge(self, prefix: str) -> None:
        """Remove datasets whose name begins with a prefix for good, and their DataStore tables."""
        while found := self.datasets(prefix):  # as many as one search shows
            for dataset in found:
                self._purge(dataset)

    def _purge(self, dataset: Mapping[str, Any]) -> None:
        """Remove one dataset."""
        for resource in dataset["resources"]:
            if resource.get("datastore_active"):
                with suppress(CkanError):
                    self.admin.call("datastore_delete", resource_id=resource["id"], force=True)
        self.admin.call("dataset_purge", id=dataset["id"])

    def tidy(self) -> None:
        """Remove everything that was made here for the tests."""
        self.purge("")
        self.admin.call("organization_purge", id=self.organization)
        self.admin.call("user_delete", id=self.editor_name)

    def logged(self) -> list[str]:
        """Return the access log's lines of what may write, oldest first.

        Raises:
            pytest.skip.Exception: if the server writes no access log.
        """
        if self.log is None or not any('" 200 ' in line for line in self._log_lines()):
            pytest.skip("the CKAN writes no access log: see builders/gunicorn_log.py")
        return [line for line in self._log_lines() if '"POST /' in line]

    def _log_lines(self) -> list[str]:
        """Return the access log."""
        return self.log.read_text(encoding="utf-8", errors="replace").splitlines() if self.log else []


def find_settings(variable: str = NEWEST) -> tuple[Account, Path | None] | None:
    """Return the administrator's account that a file of settings holds, and the access log if there is one."""
    settings = os.environ.get(variable, "")
    if not settings:
        return None
    lines = Path(settings).read_text(encoding="utf-8").splitlines()
    told = dict(line.split("=", 1) for line in lines if "=" in line)
    log = Path(settings).parent / "log" / "ckan.log"
    account = Account(told["CKAN_URL"].rstrip("/"), told["CKAN_API_TOKEN"])
    return account, log if log.is_file() else None


@cache
def started_ckan(variable: str = NEWEST) -> Ckan:
    """Return the CKAN that a variable names, with an organisation of this worker's own; skip without one.

    It is for tests alone: what they make stays there, under names that come once, and goes with it.
    """
    found = find_settings(variable)
    if found is None:
        pytest.skip(f"no CKAN: set {variable} to a file with CKAN_URL and CKAN_API_TOKEN")
    account, log = found
    return Ckan.ready(account, os.environ.get("PYTEST_XDIST_WORKER", ""), log)
