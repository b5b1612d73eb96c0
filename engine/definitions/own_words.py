# SPDX-License-Identifier: EUPL-1.2
"""What the models of files say themselves of what they refuse, by the name they give the error."""

from collections.abc import Mapping

from ..language.catalogue import Message, mark

OWN: Mapping[str, Message] = {
    "interval_order": mark("got from {start} to {end}; write a last day on or after the first"),
    "suspension_scope": mark(
        "got neither rules nor objectives; write what is suspended, for example rules: [5.1.info-session]"
    ),
    "project_units": mark(
        "got units without exactly one convention; name the convention whose registry it is"
    ),
    "case_expect": mark(
        "got {written}; write the expected verdicts once, as expect (all of them), only (some),"
        " or days (all of them on each of several days)"
    ),
    "case_expect_none": mark(
        "got no expected verdict; write expect (all verdicts of the rule), only (some), or days (all of them on"
        " each of several days)"
    ),
    "case_days": mark("got as_of and days; write the days one looks once"),
    "case_as_of": mark(
        "got no day one looks in the case '{case}'; write as_of there or at the head of the rule,"
        " for example as_of: 2018-04-11"
    ),
    "case_empty": mark(
        "got neither documents nor rules; write the cases of a rule under rules, beginning with"
        " - rule: 5.1.info-session"
    ),
    "case_term_twice": mark(
        "got the term among the keys of the convention; write it beside, term: 2018-03-01..2018-12-31"
    ),
    "case_event": mark(
        "got neither event nor deliverable; write what happened, for example event: info_session"
    ),
    "verdict_field_twice": mark("got {name} twice in '{line}'; write it once"),
    "verdict_field_empty": mark(
        "got {name} without a value; write it behind, or none, for example 2018-03 violation 0/1 due 2018-04-10"
    ),
    "verdict_number": mark("got {name} '{text}'; write a whole number"),
    "verdict_day": mark("got {name} '{text}'; write a date such as 2018-04-10"),
    "verdict_truth": mark("got {name} '{text}'; write true or false"),
}
