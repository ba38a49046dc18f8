"""A query on the published release without a server: the command `query`."""

from __future__ import annotations

import os
import shutil
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, BinaryIO

from pyoxigraph import Store

from partnergraph.errors import BadRequest, ReleaseError
from partnergraph.serve.engine import QueryOptions
from partnergraph.serve.evaluation import evaluate
from partnergraph.serve.negotiation import named, short_names
from partnergraph.serve.snapshot import open_release

if TYPE_CHECKING:
    from partnergraph.serve.evaluation import Answer
    from partnergraph.settings import Settings


def run_query(settings: Settings, query: str, form: str, output: BinaryIO) -> None:
    """Write the answer of a SPARQL query to a binary stream, at the place where it stands.

    Without a format a table comes as CSV and a graph as Turtle. Raises ReleaseError and RequestError.
    """
    results_type, graph_type = named(form or "csv", "results"), named(form or "turtle", "graph")
    if not (results_type or graph_type):
        choices = ", ".join(short_names(("results", "graph")))
        raise BadRequest(f"there is no format {form}", advice=f"Choose one of {choices}")
    snapshot = open_release(settings)
    try:
        store = Store.read_only(str(snapshot.store))
    except OSError as error:
        raise ReleaseError(f"the store of {snapshot.path} cannot be opened ({error})") from None
    answer = evaluate(store, query, QueryOptions(results_type, graph_type), snapshot.prefixes)
    _copy(answer, output)


def _copy(answer: Answer, output: BinaryIO) -> None:
    """Write an answer through a pipe: opened by its path, a file would be cut to nothing first."""
    read_end, write_end = os.pipe()

    def copy() -> None:
        with os.fdopen(read_end, "rb") as pipe:
            shutil.copyfileobj(pipe, output)

    # The engine's results belong to the thread that made them, so the copying is done by the other one.
    with ThreadPoolExecutor(1) as thread:
        copying = thread.submit(copy)
        try:
            answer.write(write_end)
        finally:
            os.close(write_end)
        copying.result()
    output.flush()
