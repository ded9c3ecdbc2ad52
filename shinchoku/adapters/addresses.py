"""The file of addresses that notifications go to, kept outside the plan: every address in it is a secret.

    [addresses]
    kikaku = "mailtos://…"
    stewards = "slack://…"

One name, one address, so that a message that failed is sent again to that address alone. A name that equals a department's code is that department's address, `stewards` the stewards'; a plan may use
other names (`notify.addresses`). What an address looks like is Apprise's: https://appriseit.com
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from shinchoku.adapters.secret_file import OpenToOthersError, read_secret_file
from shinchoku.errors import ConfigurationError

NOTIFY_FILE_VARIABLE = "SHINCHOKU_NOTIFY_FILE"
"""The environment variable that names the file."""


@dataclass(frozen=True, slots=True)
class AddressBook:
    """The addresses by name; printing it shows none of them."""

    _urls: Mapping[str, str] = field(default_factory=dict, repr=False)

    @property
    def names(self) -> frozenset[str]:
        """The names that have an address."""
        return frozenset(self._urls)

    def url(self, name: str) -> str | None:
        """Return the address of a name; not to be kept, shown or logged."""
        return self._urls.get(name)


def read_addresses(path: Path | None) -> AddressBook:
    """Read the file of addresses; without one there is nobody to tell.

    Raises:
        ConfigurationError: if it cannot be read, is written wrongly, or may be read by everybody here.
    """
    if path is None:
        return AddressBook()
    try:
        content = tomllib.loads(read_secret_file(path).decode())
    except OpenToOthersError:
        raise ConfigurationError(
            f"通知先のファイル {path} は、このコンピューターのだれでも開けます。chmod 600 で権限を絞ってください。",
            f"the file of addresses {path} is open to everybody on this machine: close it with chmod 600.",
        ) from None
    except OSError as error:
        raise _unreadable(path, error.strerror or "-") from None
    except (UnicodeDecodeError, tomllib.TOMLDecodeError):
        # The parser's own words may quote the line that it stumbled over.
        raise _unreadable(path, "TOML") from None
    found = content.get("addresses")
    if not isinstance(found, dict):
        raise _unreadable(path, "[addresses]")
    wrong = [name for name, url in found.items() if not isinstance(url, str) or not url.strip()]
    if wrong:
        raise _unreadable(path, f"addresses.{wrong[0]}")
    return AddressBook({name: url.strip() for name, url in found.items()})


def _unreadable(path: Path, why: str) -> ConfigurationError:
    """Say that the file cannot be used, without a word of what is in it."""
    return ConfigurationError(
        f'通知先のファイル {path} を読めません（{why}）。[addresses] の下に「名前 = "アドレス"」の形で書いてください。',
        f'the file of addresses {path} cannot be used ({why}): write name = "address" below [addresses].',
    )
