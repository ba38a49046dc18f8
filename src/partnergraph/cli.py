"""The command line: parse, one call, exit code."""

from __future__ import annotations

import functools
import io
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal, get_args

import click

from partnergraph.errors import CheckError, PartnergraphError
from partnergraph.settings import HELP, Settings, settings_from
from partnergraph.settings import option as option_name

if TYPE_CHECKING:
    from collections.abc import Callable

_Form = Literal["text", "plain", "json", "turtle", "trig"]
_FOLDERS: Final = ("data", "ontology", "queries", "release")
_SERVING: Final = (
    "release",
    "host",
    "port",
    "engine",
    "memory_mebibytes",
    "workers",
    "query_seconds",
    "queue_seconds",
    "worker_mebibytes",
    "query_bytes",
    "cache_mebibytes",
    "page_rows",
)
_EPILOG: Final = "Options are also read from the environment: --port from PARTNERGRAPH_PORT."


def _options(*names: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Give a command the named settings as options, and a Settings as its first argument."""

    def decorate(command: Callable[..., None]) -> Callable[..., None]:
        @functools.wraps(command)
        def run(**options: Any) -> None:
            given = {name: options.pop(name) for name in names}
            command(settings_from(given), **options)

        for name in reversed(names):
            default = getattr(Settings(), name)
            kind = click.Path(path_type=Path) if isinstance(default, Path) else type(default)
            option = click.option(
                option_name(name),
                name,
                type=kind,
                default=None,
                envvar=f"PARTNERGRAPH_{name.upper()}",
                help=f"{HELP[name]} [{default}]",
            )
            run = option(run)
        return run

    return decorate


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="partnergraph", message="partnergraph %(version)s")
@click.option("--traceback", is_flag=True, help="show where in the program an unexpected error happened")
def cli(*, traceback: bool) -> None:
    """Publish partnership programmes as a knowledge graph."""
    if not traceback:
        sys.excepthook = _report_mistake


_jobs: Final = click.option(
    "--jobs",
    type=click.IntRange(1, 1000),
    default=os.cpu_count() or 1,
    help="files read at a time [the number of processors]",
)
_seconds: Final = click.option(
    "--seconds",
    type=click.FloatRange(0, 1e6, min_open=True),
    default=60,
    help="how long reading a file may take [60]",
)
_mebibytes: Final = click.option(
    "--mebibytes",
    type=click.IntRange(256),
    default=2048,
    help="memory that reading a file may take, in MiB [2048]",
)


@cli.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE|FOLDER...")
@click.option("--format", "form", type=click.Choice(get_args(_Form)), default="text")
@click.option("--language", default="", help="language of the texts, where it is not recognised")
@click.option("--strict", is_flag=True, help="exit 1 where a reading has a finding of severity error")
@click.option("--color/--no-color", default=None, help="colours [on a terminal, without NO_COLOR]")
@_jobs
@_seconds
@_mebibytes
def read(
    *,
    paths: tuple[Path, ...],
    form: _Form,
    language: str,
    strict: bool,
    color: bool | None,
    **limits: Any,
) -> None:
    """Read a text and show the programme in it, with every doubt; of several, one line each.

    The format plain is the text as it was read, to which lines, columns and offsets refer.

    Several texts are read at the same time, and shown in their order; JSON is one object a line. A folder
    stands for the .txt, .md, .html, .pdf and .docx files in it. Exit code 1: a text could not be read.
    """
    from partnergraph.build.parallel import Limits, prepare  # noqa: PLC0415 serve must not load build

    prepare("partnergraph.build.answers")
    from partnergraph.build.reports import Request, report  # noqa: PLC0415

    sys.exit(report(paths, Request(form, Limits(**limits), language, strict, color)))


@cli.command(epilog=_EPILOG)
@_options("data", "ontology")
@click.argument("identifier", metavar="ID")
@click.option("--from", "file", type=click.Path(path_type=Path), help="text to copy, read and draw on")
@click.option("--language", default="", help="language of the text, where it is not recognised")
@click.option("--counterpart", default="", help="id of the organisation, where it is not the one found")
@click.option("--partner", default="", help="id of the partner, where it is not the one found")
@_seconds
@_mebibytes
def new(
    settings: Settings,
    *,
    identifier: str,
    file: Path | None,
    language: str,
    counterpart: str,
    partner: str,
    **limits: Any,
) -> None:
    """Make the folder of a programme, such as nato-jpn/itpp-2023: from a text, or to be filled in."""
    from partnergraph.build.parallel import Limits, prepare  # noqa: PLC0415 serve must not load build

    prepare("partnergraph.build.answers")
    from partnergraph.build.draft import Source, draft_programme  # noqa: PLC0415

    source = Source(file, language, Limits(jobs=1, **limits)) if file else None
    draft = draft_programme(identifier, settings, source, {"counterpart": counterpart, "partner": partner})
    click.echo(f"{draft.path}/ is made")
    for note in draft.notes:
        click.echo(f"  {note}")
    click.echo(f"Next: partnergraph check {identifier}")


@cli.command(epilog=_EPILOG)
@_options("data", "ontology", "queries")
@click.argument("ids", nargs=-1, metavar="[ID|FOLDER]...")
def check(settings: Settings, ids: tuple[str, ...]) -> None:
    """Read the programmes and run every shape and check; exit 1 with a list of what does not agree."""
    from importlib import metadata  # noqa: PLC0415 slow to load

    from partnergraph.build.assembly import assemble, folders_named  # noqa: PLC0415 serve must not load build

    assembly = assemble(settings, metadata.version("partnergraph"), folders_named(settings, ids))
    for remark in assembly.remarks:
        click.echo(remark)
    count = len(assembly.programmes)
    click.echo(f"{count} programme{'s' * (count != 1)} and {len(assembly.quads)} quads checked, no errors")


@cli.command(epilog=_EPILOG)
@_options(*_FOLDERS, "base")
def build(settings: Settings) -> None:
    """Build the release from data/ and publish it; quick where nothing changed."""
    from partnergraph.build.release import build_release  # noqa: PLC0415 serve must not load build

    built = build_release(settings)
    for remark in built.remarks:
        click.echo(remark, err=True)
    state = "published" if built.changed else "is current, nothing changed"
    click.echo(f"release {built.id}: {built.quads} quads, {state} ({built.path})")


@cli.command(epilog=_EPILOG)
@_options(*_SERVING)
def serve(settings: Settings) -> None:
    """Serve the published release over HTTP."""
    from partnergraph.serve.app import run_server  # noqa: PLC0415 build must not load serve

    run_server(settings)


@cli.command(epilog=_EPILOG)
@_options("release")
@click.argument("file", type=click.File("r", encoding="utf-8"))
@click.option("--format", "form", default="", help="json, xml, csv, tsv; turtle, nt, rdf, jsonld, trig, nq")
def query(settings: Settings, file: Any, form: str) -> None:
    """Run the SPARQL query in FILE (- for standard input) on the published release, without a server."""
    from partnergraph.serve.direct import run_query  # noqa: PLC0415 build must not load serve

    run_query(settings, file.read(), form, sys.stdout.buffer)


def _report_mistake(kind: type[BaseException], error: BaseException, _: object) -> None:
    """Say in one line that the program, not its user, made a mistake."""
    click.echo(f"error: the program made a mistake ({kind.__name__}: {error})", err=True)
    click.echo("To see where, run the same with: partnergraph --traceback …", err=True)


def main() -> None:
    """Run the command line; every error of ours is one line a problem, and exit code 1."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # what a terminal cannot show must not end the program
            stream.reconfigure(errors="backslashreplace")
    try:
        cli.main(standalone_mode=False)
    except CheckError as error:
        for failure in error.failures:
            click.echo(failure, err=True)
        sys.exit(1)
    except PartnergraphError as error:
        click.echo(f"error: {error}", err=True)
        sys.exit(1)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(130)
    except BrokenPipeError:
        sys.exit(1)


if __name__ == "__main__":
    main()
