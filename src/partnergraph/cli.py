"""The command line: parse, one call, exit code."""

from __future__ import annotations

import functools
import json
import sys
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from partnergraph.errors import CheckError, PartnergraphError
from partnergraph.settings import HELP, Settings, settings_from
from partnergraph.settings import option as option_name

if TYPE_CHECKING:
    from collections.abc import Callable

_FOLDERS: Final = ("data", "ontology", "queries", "release")
_SERVING: Final = (
    "release",
    "host",
    "port",
    "workers",
    "query_seconds",
    "queue_seconds",
    "worker_mebibytes",
    "query_bytes",
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
@click.version_option(metadata.version("partnergraph"), message="partnergraph %(version)s")
@click.option("--traceback", is_flag=True, help="show where in the program an unexpected error happened")
def cli(*, traceback: bool) -> None:
    """Publish partnership programmes as a knowledge graph."""
    if not traceback:
        sys.excepthook = _report_mistake


@cli.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["text", "json", "turtle", "trig"]), default="text")
@click.option("--language", default="", help="language of the text, where it is not recognised")
def read(file: Path, form: str, language: str) -> None:
    """Read a text, Markdown, HTML, PDF or DOCX and show the programme in it, with every doubt."""
    from partnergraph.build.document import read_document  # noqa: PLC0415 serve must not load build
    from partnergraph.build.printing import programme_json, programme_text  # noqa: PLC0415
    from partnergraph.build.programme import read_programme  # noqa: PLC0415
    from partnergraph.build.trial import programme_rdf  # noqa: PLC0415

    programme = read_programme(read_document(file), language)
    if form == "text":
        click.echo(programme_text(programme), nl=False)
    elif form == "json":
        click.echo(json.dumps(programme_json(programme), ensure_ascii=False, indent=2))
    else:
        click.echo(programme_rdf(programme, file, form), nl=False)


@cli.command(epilog=_EPILOG)
@_options("data", "ontology", "queries")
@click.argument("ids", nargs=-1, metavar="[ID|FOLDER]...")
def check(settings: Settings, ids: tuple[str, ...]) -> None:
    """Read the programmes and run every shape and check; exit 1 with a list of what does not agree."""
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
