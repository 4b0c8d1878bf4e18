"""Before a round table is opened with nobody on its list: what that means, and the ways on."""

from __future__ import annotations

from roundtable.ui.prompts import Choice, Prompts


def open_with_nobody(prompts: Prompts) -> str | None:
    """ "people": add some first; "open": open it all the same; None: leave it as it is."""
    return prompts.choose(
        "Nobody is on the list yet",
        "The cases stay closed until somebody is recorded as here and has signed.",
        (
            Choice("people", "Add people first", "Those whom the agencies have nominated are offered."),
            Choice("open", "Open it all the same", "Add people on the sign-off page, as they arrive."),
        ),
    )
