"""The error tree: drawn as it is, and every error says what, where and what to do."""

from __future__ import annotations

import inspect
import re

from partnergraph import errors
from partnergraph.errors import CheckError, DocumentError, PartnergraphError, Place


def tree(kind: type[Exception]) -> dict[str, str]:
    """The name of every class below one, with the name of its parent."""
    found = {}
    for child in kind.__subclasses__():
        found[child.__name__] = kind.__name__
        found |= tree(child)
    return found


def test_the_tree_is_drawn_in_the_docstring() -> None:
    """The names in the module's docstring are the classes there are, none more and none less."""
    drawn = re.findall(r"[├└]── (\w+)", errors.__doc__ or "")

    assert sorted(drawn) == sorted(tree(PartnergraphError))


def test_every_class_has_a_docstring_of_its_own() -> None:
    """An error is explained where it is defined."""
    kinds = [
        each for _, each in inspect.getmembers(errors, inspect.isclass) if each.__module__ == errors.__name__
    ]

    assert [each.__name__ for each in kinds if not each.__dict__.get("__doc__")] == []


def test_an_error_names_its_place_and_what_to_do() -> None:
    """Place, message and advice make one line."""
    error = DocumentError("is empty", place=Place("fr.txt", 3, 7), advice="Give the text.")

    assert str(error) == "fr.txt:3:7: is empty. Give the text."


def test_a_place_without_line_is_the_whole_file() -> None:
    """Line and column are left out where they are not known."""
    assert str(Place("fr.txt")) == "fr.txt"
    assert str(Place("fr.txt", 2)) == "fr.txt:2"


def test_a_refusal_carries_every_failure() -> None:
    """The checks report all they found, not the first only."""
    assert CheckError("refused", ("one", "two")).failures == ("one", "two")
