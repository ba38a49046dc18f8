"""What a confined process cannot do any more, tried out in processes of its own."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

IMPORT = "from partnergraph.serve.confinement import *\nimport os, resource, socket\n"


def run(program: str, **options: int) -> subprocess.CompletedProcess[str]:
    """The outcome of a program in a process of its own."""
    return subprocess.run(
        [sys.executable, "-c", IMPORT + program.format(**options)],
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("call", ["socket.socket()", "socket.create_connection(('127.0.0.1', 9))"])
def test_no_socket_can_be_made(call: str) -> None:
    """The system refuses; a pair of sockets, which leads nowhere, is still possible."""
    done = run(f"assert leave_network()\nsocket.socketpair()\n{call}")

    assert "PermissionError" in done.stderr or "Network is unreachable" in done.stderr


def test_children_have_no_network_either() -> None:
    """What is given up is given up for all that are forked."""
    done = run("leave_network()\nif not os.fork():\n    socket.socket()\nos.wait()")

    assert "PermissionError" in done.stderr or "Network is unreachable" in done.stderr


def test_memory_has_a_limit() -> None:
    """From what is used now on; what is under it can be had."""
    done = run("limit_memory(64)\nbytearray(32 * 2**20)\nprint('had')\nbytearray(128 * 2**20)")

    assert done.stdout == "had\n"
    assert "MemoryError" in done.stderr


def test_a_child_of_another_parent_ends() -> None:
    """Who was started by a process that is gone by now does not begin."""
    assert run("end_with_parent({pid})\nprint('begun')", pid=os.getpid()).stdout == "begun\n"
    assert run("end_with_parent({pid})\nprint('begun')", pid=os.getppid()).stdout == ""


def test_a_crash_leaves_no_file() -> None:
    """The limit for core files is 0, for good."""
    assert run("dump_no_core()\nprint(resource.getrlimit(resource.RLIMIT_CORE))").stdout == "(0, 0)\n"
