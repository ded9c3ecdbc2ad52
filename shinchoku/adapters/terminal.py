"""Who sits at the terminal: the login that the operating system vouches for, never an environment's word."""

import getpass
import os
import sys


def login_name() -> str:
    """Return the login of this process's owner; without a name, the number."""
    if sys.platform == "win32":
        return getpass.getuser()
    import pwd  # noqa: PLC0415 -- does not exist on Windows

    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        return str(os.getuid())
