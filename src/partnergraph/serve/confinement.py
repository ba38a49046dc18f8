"""What a process gives up before it evaluates queries: the network, memory without end, outliving us."""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import resource
import signal
import struct
import sys
from contextlib import suppress
from pathlib import Path
from typing import Final

TRIM_MEBIBYTES: Final = 64

_PR_SET_PDEATHSIG: Final = 1
_PR_SET_SECCOMP: Final = 22
_PR_SET_NO_NEW_PRIVS: Final = 38
_SECCOMP_MODE_FILTER: Final = 2
_M_ARENA_MAX: Final = -8
_CLONE_NEWNET: Final = 0x40000000
_CLONE_NEWUSER: Final = 0x10000000
_IO_URING_SETUP: Final = 425  # on every architecture
_SOCKET: Final = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}  # AUDIT_ARCH, number of socket


def leave_network() -> bool:
    """Make new sockets impossible for this process and its children; False where the system has no way to."""
    if sys.platform != "linux":
        return False
    libc = ctypes.CDLL(None, use_errno=True)
    if platform.machine() in _SOCKET and struct.calcsize("P") == 8:
        architecture, socket_call = _SOCKET[platform.machine()]
        code = [
            (0x20, 0, 0, 4),  # load the architecture
            (0x15, 0, 4, architecture),
            (0x20, 0, 0, 0),  # load the call
            (0x15, 2, 0, socket_call),
            (0x15, 1, 0, _IO_URING_SETUP),
            (0x06, 0, 0, 0x7FFF0000),  # allow
            (0x06, 0, 0, 0x00050000 | errno.EACCES),  # refuse
        ]
        steps = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *step) for step in code))
        program = ctypes.create_string_buffer(struct.pack("HP", len(code), ctypes.addressof(steps)))
        bound = libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0
        if bound and libc.prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, program, 0, 0) == 0:
            return True
    # A network namespace needs a privilege, which a user namespace gives where it is allowed.
    return any(libc.unshare(flags) == 0 for flags in (_CLONE_NEWNET, _CLONE_NEWNET | _CLONE_NEWUSER))


def end_with_parent(parent: int) -> None:
    """Be killed when the thread that started this process ends; exit where it has ended already."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:
        os._exit(1)


def dump_no_core() -> None:
    """Leave no core file when a query crashes this process."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def use_one_arena() -> None:
    """Allocate from one arena: one for each thread would claim 64 MiB of addresses each."""
    if sys.platform == "linux":
        ctypes.CDLL(None).mallopt(_M_ARENA_MAX, 1)


def be_killed_first() -> None:
    """Be the first to go where the system runs out of memory."""
    if sys.platform == "linux":
        with suppress(OSError):
            Path("/proc/self/oom_score_adj").write_text("1000", encoding="ascii")


def limit_memory(mebibytes: int) -> None:
    """Limit the address space to what is used now and so much more; an allocation over it aborts."""
    if sys.platform == "linux":
        limit = _pages(0) * resource.getpagesize() + mebibytes * 2**20
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


def give_memory_back() -> None:
    """Return what a large query freed to the system, which the allocator would keep."""
    if sys.platform == "linux" and _pages(1) * resource.getpagesize() > TRIM_MEBIBYTES * 2**20:
        ctypes.CDLL(None).malloc_trim(0)


def _pages(field: int) -> int:
    """Pages of address space (0) or of memory (1) this process uses."""
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[field])
