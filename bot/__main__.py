"""The command `crumb`.

Exit status: 0 when it did its work, 1 when it could not (one sentence on standard error says why),
2 for wrong usage.
"""

import logging
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from traceback import extract_tb
from typing import Final

import click

from bot.settings import WrongSettings
from bot.store.errors import StoreUnavailable
from crm.errors import CrmError

# Module, command in it, and what `crumb --help` says of it without loading it.
COMMANDS: Final = {
    "ask": ("ask", "ask", "Answer a question from the CRM."),
    "import": ("import_", "import_", "Load a folder of CSV files into the CRM."),
    "nudges": ("nudges", "nudges", "Show who would be asked for what, and why."),
    "feedback": ("feedback", "feedback", "Read what people suggested."),
    "questions": ("questions", "questions", "Show what was asked and not answered, and why."),
    "words": ("words", "words", "Teach Crumb the words of your organisation."),
    "demo": ("demo", "demo", "Try Crumb on a sample company."),
    "serve": ("serve", "serve", "Run the server."),
    "keys": ("keys", "keys", "Make and change the key that closes people's tokens."),
    "revoke": ("revoke", "revoke", "End people's links to Salesforce."),
    "check": ("check", "check", "Say what is configured and what is missing."),
}


class _Commands(click.Group):
    """Loads a command when it is called: a quick question need not wait for a web server."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, name, _ = COMMANDS[cmd_name]
        command: click.Command = getattr(import_module(f"bot.commands.{module}"), name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, said) for name, (_, _, said) in COMMANDS.items()])


@click.command(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="crumb-crm", prog_name="crumb")
def crumb() -> None:
    """Crumb answers from the CRM, and asks for the one field that is missing."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command and end the process with its exit status."""
    sys.exit(run(arguments))


def run(arguments: Sequence[str] | None = None) -> int:
    """Run one command; its exit status."""
    # A command says what went wrong in its own sentence; only the server shows the log.
    logging.getLogger().addHandler(logging.NullHandler())
    try:
        done = crumb.main(arguments, prog_name="crumb", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        return _failed("Stopped.")
    except WrongSettings as error:
        return _failed("\n".join(error.mistakes))
    except (CrmError, StoreUnavailable) as error:
        return _failed(str(error))
    except BrokenPipeError:
        # Whoever read the output has gone; Python would complain once more when it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Exception as error:  # a person must not be met with a traceback
        return _failed(f"Crumb failed on its own account: {type(error).__name__} {_where(error)}.")
    return done if isinstance(done, int) else 0


def _failed(sentence: str) -> int:
    click.echo(sentence, err=True)
    return 1


def _where(error: Exception) -> str:
    last = extract_tb(error.__traceback__)[-1]
    return f"at {Path(last.filename).name}:{last.lineno}"


if __name__ == "__main__":
    main()
