# SPDX-License-Identifier: EUPL-1.2
"""`impegni completion`: lets a shell complete commands, options and files."""

import click
from click.shell_completion import get_completion_class

from .output import write

PROGRAM = "impegni"
HOW = """\b
bash, in ~/.bashrc:    eval "$(impegni completion bash)"
zsh, in ~/.zshrc:      eval "$(impegni completion zsh)"
fish, once:            impegni completion fish > ~/.config/fish/completions/impegni.fish
"""


@click.command(epilog=HOW)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion(ctx: click.Context, shell: str) -> None:
    """Print what makes a SHELL complete commands and options."""
    made = get_completion_class(shell)
    assert made is not None
    write([made(ctx.find_root().command, {}, PROGRAM, f"_{PROGRAM.upper()}_COMPLETE").source()], None)
