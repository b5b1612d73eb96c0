# SPDX-License-Identifier: EUPL-1.2
"""The age of submissions: by the day they were received, then sent, then by their ids as people number them."""


def age_order(name: str = "", column: str = "id", *, descending: bool = False) -> str:
    """The columns to order submissions by, the oldest first, as SQL.

    Args:
        name: Of the table, where there are several.
        column: The one with the id.
        descending: The newest first.
    """
    prefix = f"{name}." if name else ""
    down, first = (" desc", "last") if descending else ("", "first")
    keys = [f"{prefix}received{down}", f"{prefix}sent{down} nulls {first}"]
    return ", ".join([*keys, *(f"{key}{down}" for key in natural_keys(f"{prefix}{column}"))])


def natural_keys(column: str) -> tuple[str, str]:
    """What ids are ordered by as people number them: S9 before S10; ids that read alike by their text."""
    part = "case when regexp_full_match(p, '[0-9]+') then lpad(ltrim(p, '0'), 120, '0') else p end"
    parts = f"list_transform(regexp_extract_all({column}, '[0-9]+|[^0-9]+'), lambda p: {part})"
    return f"array_to_string({parts}, '')", column
