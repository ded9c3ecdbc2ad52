"""Who is here: when sessions were last used, and who was logged in when the database could last be asked."""

import threading
from collections import OrderedDict
from collections.abc import Mapping
from datetime import datetime

from shinchoku.adapters.state.web_sessions import WebSession

_MOST = 2000


class Presence:
    """Sessions in memory; used from any thread. What it knows decides nothing while the database is there."""

    def __init__(self) -> None:
        """Begin with nobody."""
        self._guard = threading.Lock()
        self._known: OrderedDict[str, WebSession] = OrderedDict()
        self._seen: dict[str, datetime] = {}
        self._ended: set[str] = set()

    def note(self, session: WebSession, at: datetime) -> None:
        """Note that a session is being used."""
        with self._guard:
            self._known[session.token_hash] = session
            self._known.move_to_end(session.token_hash)
            self._seen[session.token_hash] = at
            if len(self._known) > _MOST:
                self._known.popitem(last=False)

    def forget(self, token_hash: str) -> None:
        """Forget a session that has ended."""
        with self._guard:
            self._known.pop(token_hash, None)
            self._seen.pop(token_hash, None)

    def end(self, token_hash: str) -> None:
        """Have a session end as soon as the database can be told; here it has ended."""
        self.forget(token_hash)
        with self._guard:
            self._ended.add(token_hash)

    def ended(self) -> frozenset[str]:
        """Return the sessions that the database still has to be told of."""
        with self._guard:
            return frozenset(self._ended)

    def was_told(self, ended: frozenset[str]) -> None:
        """Drop what the database has been told."""
        with self._guard:
            self._ended -= ended

    def known(self, token_hash: str) -> WebSession | None:
        """Return a session as the database last had it."""
        with self._guard:
            return self._known.get(token_hash)

    def seen(self, token_hash: str) -> datetime | None:
        """Return when a session was last used, if that has not been kept yet."""
        with self._guard:
            return self._seen.get(token_hash)

    def all_seen(self) -> Mapping[str, datetime]:
        """Return what has not been kept yet."""
        with self._guard:
            return dict(self._seen)

    def was_kept(self, seen: Mapping[str, datetime]) -> None:
        """Drop what has been kept, but for who was seen since."""
        with self._guard:
            for token_hash, at in seen.items():
                if self._seen.get(token_hash) == at:
                    del self._seen[token_hash]
