"""The mentions in a text as RDF: that the words stand there is asserted, what they mean is interpreted."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from partnergraph.iris import PPROG, PROV

if TYPE_CHECKING:
    from partnergraph.build.lexicon import Kind
    from partnergraph.build.mentions import Mention
    from partnergraph.build.reading import Reading

_ACTORS: Final[tuple[Kind, ...]] = ("state", "organisation", "group")


def state_mentions(reading: Reading) -> None:
    """State every mention with its words, its place and what it refers to."""
    activity = reading.iris.activity("linking", reading.programme.language)
    seen: Counter[tuple[str, str]] = Counter()
    for mention in reading.mentions:
        unit = reading.unit(mention.unit)
        name = _name(mention)
        seen[unit, name] += 1
        node = reading.iris.mention(unit, f"{name}-{seen[unit, name]}")
        out = reading.asserted
        out.a(node, PPROG.Mention)
        out.add(unit, PPROG.hasMention, node)
        out.add(node, PPROG.surfaceForm, ox.Literal(reading.programme.document.quote(mention.span)))
        reading.evidence.state(out, node, mention.span)
        reading.interpreted.add(node, PPROG.refersTo, mention.name.entity)
        reading.interpreted.add(node, PROV.wasGeneratedBy, activity)


def _name(mention: Mention) -> str:
    """What a mention is called in its IRI: `actor-jpn`."""
    kind = "actor" if mention.name.kind in _ACTORS else mention.name.kind
    return f"{kind}-{mention.name.id}"
